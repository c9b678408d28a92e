import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Config } from '../config.js';
import type { Application } from '../services/application.js';
import { SetupError } from '../setup-error.js';
import type { MailLimits } from './mail-limits.js';
import { type Addressee, findAddressee } from './queries.js';
import { takeMail } from './take-mail.js';

export interface ReceiverOptions {
  app: Application;
  limits: MailLimits;
  settings: Config['inboundMail'];
}

export interface Receiver {
  /** The port that mail is taken on. */
  port: number;
  stop(): Promise<void>;
}

const MOST_RECIPIENTS = 20;
const MOST_CONNECTIONS = 100;
const SILENCE_MILLISECONDS = 60_000;
const CLOSE_MILLISECONDS = 5_000;

/** A refusal in SMTP's words; 4xx: try again later, 5xx: never (RFC 5321, RFC 3463). */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

type Done = (error?: Error | null) => void;

/** Mail for these addresses only, one transaction of a session after the other. */
class Reception {
  /** The addressees of the transaction under way, by session. */
  private readonly addressees = new WeakMap<SMTPServerSession, Map<string, Addressee>>();

  constructor(private readonly options: ReceiverOptions) {}

  async begin(session: SMTPServerSession): Promise<void> {
    this.addressees.set(session, new Map());
    if (await this.options.limits.mayBring(session.remoteAddress)) return;
    throw new SmtpRefusal(450, '4.7.1 Too many mails in a minute; try again later');
  }

  /** No relaying, and no telling of what is a valid address and what is not: both are the same to who cannot know one. */
  async addRecipient(address: string, session: SMTPServerSession): Promise<void> {
    const { app, limits } = this.options;
    const named = app.mailAddresses.ofRecipient(address);
    const addressee = named && (await findAddressee(app.orm.em.fork(), named));
    if (!addressee) throw new SmtpRefusal(550, '5.1.1 No such mailbox here');
    const accepted = this.addressees.get(session) ?? new Map<string, Addressee>();
    if (accepted.size >= MOST_RECIPIENTS) throw new SmtpRefusal(452, '4.5.3 Too many recipients');
    if (!(await limits.mayGoTo(addressee))) throw new SmtpRefusal(450, '4.2.1 This mailbox gets too many mails; try again later');
    this.addressees.set(session, accepted.set(addressee.ticketId ?? addressee.productId, addressee));
  }

  async take(
    stream: Parameters<NonNullable<ConstructorParameters<typeof SMTPServer>[0]>['onData'] & object>[0],
    session: SMTPServerSession,
  ) {
    const addressees = [...(this.addressees.get(session)?.values() ?? [])];
    const { mailFrom } = session.envelope;
    const envelopeFrom = mailFrom ? mailFrom.address : '';
    const taken = await takeMail(this.options.app, { envelopeFrom, addressees, content: stream, isTooLarge: () => stream.sizeExceeded });
    if (!taken) throw new SmtpRefusal(552, `5.3.4 The mail is too large: at most ${this.options.settings.bytes} bytes`);
  }

  /** What we did not foresee is for now: the sender keeps the mail. */
  answer(work: Promise<void>, done: Done): void {
    work.then(
      () => done(),
      (error: unknown) => {
        if (error instanceof SmtpRefusal) return done(error);
        this.options.app.failures.tell(error, 'a mail could not be taken');
        done(new SmtpRefusal(451, '4.3.0 Something went wrong on our side; try again later'));
      },
    );
  }
}

const tlsOf = ({ tlsKey, tlsCert }: Config['inboundMail']) => {
  if (Boolean(tlsKey) !== Boolean(tlsCert))
    throw new SetupError('INBOUND_SMTP_TLS_KEY and INBOUND_SMTP_TLS_CERT belong together: give both or none.');
  return tlsKey && tlsCert ? { key: readFileSync(tlsKey), cert: readFileSync(tlsCert) } : null;
};

/** Takes mail by SMTP for the signed addresses of our domain: as its MX, or forwarded by another mailbox. Sends none, and answers none. */
export const startReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const { app, settings } = options;
  if (!settings.domain) throw new SetupError('INBOUND_SMTP_PORT needs INBOUND_MAIL_DOMAIN, for example mail.example.com');
  const reception = new Reception(options);
  const tls = tlsOf(settings);
  const server = new SMTPServer({
    ...tls,
    name: settings.domain,
    banner: 'Sohbet',
    size: settings.bytes,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    maxClients: MOST_CONNECTIONS,
    socketTimeout: SILENCE_MILLISECONDS,
    closeTimeout: CLOSE_MILLISECONDS,
    onMailFrom: (_address, session, done) => reception.answer(reception.begin(session), done),
    onRcptTo: ({ address }, session, done) => reception.answer(reception.addRecipient(address, session), done),
    onData: (stream, session, done) => reception.answer(reception.take(stream, session), done),
  });
  // A client that goes away in the middle, or speaks no SMTP: nothing was taken.
  server.on('error', (error) => app.log.debug({ err: error }, 'a mail session ended badly'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(settings.port ?? 0, settings.host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  app.log.info({ port, domain: settings.domain }, 'mail is taken');
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
};
