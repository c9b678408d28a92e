import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { loadConfig } from '../../src/config.js';
import { memory } from './memory.js';

/** What the server is measured against: `ws` alone, with the server's options, and one string for all sockets. */
export type BareQuestion = { kind: 'send'; times: number; text: string } | { kind: 'memory' } | { kind: 'cpu' };

const { frameBytes } = loadConfig({}).limits;
const http = createServer();
const wss = new WebSocketServer({ server: http, maxPayload: frameBytes, perMessageDeflate: false });
wss.on('connection', (socket) => {
  // As a server that is told something by its clients.
  socket.on('message', () => undefined);
  socket.on('error', () => socket.terminate());
});

/** Microseconds of this process. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const send = async (times: number, text: string): Promise<void> => {
  for (let time = 0; time < times; time++) {
    for (const socket of wss.clients) socket.send(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

process.on('message', async (question: BareQuestion) => {
  if (question.kind === 'send') await send(question.times, question.text);
  process.send?.(question.kind === 'memory' ? memory() : { cpu: cpu() });
});
process.on('disconnect', () => process.exit());
http.listen(0, '127.0.0.1');
await once(http, 'listening');
process.send?.({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}` });
