import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What /metrics shows; a registry of its own for each server, as tests run several in one process. */
export class Metrics {
  readonly registry = new Registry();
  private readonly operations = new Histogram({
    name: 'sohbet_operation_duration_seconds',
    help: 'Time from the request to the answer, by kind of operation, transport and outcome.',
    labelNames: ['kind', 'transport', 'outcome'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });
  constructor(reads: {
    sockets: () => number;
    subscribers: () => number;
    shares: () => number;
    bufferedBytes: () => number;
    eventsDelivered: () => number;
  }) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('sohbet_sockets', 'WebSockets open now.', reads.sockets);
    this.gauge('sohbet_sockets_buffered_bytes', 'Bytes that wait for clients to read them, of all WebSockets.', reads.bufferedBytes);
    this.gauge('sohbet_subscribers', 'Topics subscribed to now.', reads.subscribers);
    this.gauge('sohbet_shared_subscriptions', 'Different subscriptions carried out now; equal ones are one.', reads.shares);
    new Counter({
      name: 'sohbet_events_read_total',
      help: 'Events of the log handed to this process’s subscribers.',
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(reads.eventsDelivered());
      },
    });
  }

  operation(kind: string, transport: 'http' | 'websocket', outcome: 'ok' | 'error', seconds: number): void {
    this.operations.observe({ kind, transport, outcome }, seconds);
  }

  private gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
