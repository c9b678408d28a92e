import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { eventually } from './eventually.js';

export interface DeliveredMail {
  envelopeFrom: string;
  recipients: string[];
  raw: Buffer;
  mail: ParsedMail;
}

export interface Refusal {
  responseCode: number;
  message: string;
}

const refusal = ({ responseCode, message }: Refusal): Error => Object.assign(new Error(message), { responseCode });

/** A company's mail provider on a socket of its own: takes what is sent, keeps it, and refuses what a test tells it to. */
export class MailProvider {
  readonly delivered: DeliveredMail[] = [];
  /** Asked at each stage; a refusal is answered to the client. */
  refuse: (stage: 'MAIL' | 'RCPT' | 'DATA', address: string) => Refusal | null = () => null;
  /** Waited for before the answer to DATA, when the mail is kept already. */
  beforeAnswer: () => Promise<void> = async () => undefined;
  /** How many transactions began. */
  tries = 0;
  readonly user = 'destek@shoes.example';
  readonly password = 'uygulama şifresi 16';
  port = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailProvider> {
    const provider: MailProvider = new MailProvider(
      new SMTPServer({
        disabledCommands: ['STARTTLS'],
        authOptional: false,
        allowInsecureAuth: true,
        disableReverseLookup: true,
        closeTimeout: 100,
        logger: false,
        onAuth: ({ username, password }, _session, done) =>
          username === provider.user && password === provider.password
            ? done(null, { user: username })
            : done(refusal({ responseCode: 535, message: '5.7.8 Username and password not accepted' })),
        onMailFrom: ({ address }, _session, done) => {
          provider.tries++;
          provider.answer('MAIL', address, done);
        },
        onRcptTo: ({ address }, _session, done) => provider.answer('RCPT', address, done),
        onData: (stream, { envelope }, done) => {
          void buffer(stream).then(async (raw) => {
            const refused = provider.refuse('DATA', '');
            if (refused) return done(refusal(refused));
            const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : '';
            const recipients = envelope.rcptTo.map(({ address }) => address);
            provider.delivered.push({ envelopeFrom, recipients, raw, mail: await simpleParser(raw) });
            await provider.beforeAnswer();
            done();
          });
        },
      }),
    );
    provider.server.on('error', () => undefined);
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    provider.port = (provider.server.server.address() as AddressInfo).port;
    return provider;
  }

  /** The n-th mail (from 0), once it is there. */
  async mail(n = this.delivered.length): Promise<DeliveredMail> {
    const [found] = await eventually(
      () => this.delivered.slice(n, n + 1),
      (mails) => mails.length > 0,
      30_000,
    );
    if (!found) throw new Error(`no mail ${n} came; there are ${this.delivered.length}`);
    return found;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer(stage: 'MAIL' | 'RCPT', address: string, done: (error?: Error) => void): void {
    const refused = this.refuse(stage, address);
    done(refused ? refusal(refused) : undefined);
  }
}

export interface Posted {
  /** What the server answered to DATA, or the refusal. */
  response: string;
  accepted: boolean;
}

interface Post extends SendMailOptions {
  /** The envelope's sender; '' for what machines send. */
  envelopeFrom?: string;
  envelopeTo: string | string[];
}

/** A mail as the world brings it, to a receiver's port. `raw` goes as it is. */
export const post = async (port: number, { envelopeFrom = 'ali@example.com', envelopeTo, ...mail }: Post): Promise<Posted> => {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({
      from: 'Ali Veli <ali@example.com>',
      ...mail,
      envelope: { from: envelopeFrom, to: envelopeTo },
    });
    return { response, accepted: true };
  } catch (error) {
    return { response: (error as { response?: string }).response ?? String(error), accepted: false };
  } finally {
    transport.close();
  }
};
