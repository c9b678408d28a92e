import { createTransport } from 'nodemailer';
import { MailSecurity } from '../entities/mail-enums.js';
import type { SmtpServer } from './presets.js';

export interface SmtpAccount extends SmtpServer {
  userName: string | null;
  password: string | null;
}

export interface OutgoingMail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: string | null;
  /** The envelope’s sender, to which refusals go. */
  returnPath: string;
  messageId: string;
  inReplyTo: string | null;
  references: readonly string[];
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
}

const CONNECT_MILLISECONDS = 10_000;
const SILENCE_MILLISECONDS = 30_000;

const transportTo = ({ host, port, security, userName, password }: SmtpAccount) =>
  createTransport({
    host,
    port,
    secure: security === MailSecurity.TLS,
    requireTLS: security === MailSecurity.STARTTLS,
    ignoreTLS: security === MailSecurity.NONE,
    auth: userName ? { user: userName, pass: password ?? '' } : undefined,
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
    // A text that names a file or an address must never fetch it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** Resolves when the mail server took it. Throws what `explainSmtp` puts into words. */
export const sendMail = async (account: SmtpAccount, mail: OutgoingMail): Promise<void> => {
  const transport = transportTo(account);
  try {
    await transport.sendMail({
      from: mail.from,
      to: mail.to,
      replyTo: mail.replyTo ?? undefined,
      envelope: { from: mail.returnPath, to: [mail.to.address] },
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo ?? undefined,
      references: [...mail.references],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { ...mail.headers },
    });
  } finally {
    transport.close();
  }
};

/** Connects, encrypts, signs in, and goes. Throws what `explainSmtp` puts into words. */
export const tryAccount = async (account: SmtpAccount): Promise<void> => {
  const transport = transportTo(account);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
};
