import { buffer } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { InboundMail } from '../../../entities/inbound-mail.js';
import { errorCode } from '../../../error-code.js';
import { type ReadMail, readMail } from '../../../mail/read-mail.js';
import { contentTypeOf } from '../../../storage/content-type.js';
import type { Application } from '../../application.js';
import { type SystemWork, systemWork } from '../../system-work.js';
import { lockTicketRow } from '../queries.js';
import { type StoredFile, takeBounce, takeReply } from './add-to-ticket.js';
import { findInbound, forgetUnmatched, isStillNeeded, removeInbound, ticketInProduct, ticketOfMails } from './queries.js';

const KEPT_MILLISECONDS = 30 * 24 * 3_600_000;
const SHOWN_CHARACTERS = 4_000;

const rawOf = async (app: Application, { storageKey }: InboundMail): Promise<Buffer | null> => {
  try {
    return await buffer(await app.storage.read(storageKey));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return null;
  }
};

/** The ticket of the signed address it was sent to, else of a signed address in its head, else of a mail of ours it refers to. */
const ticketOf = async (app: Application, { ticketId, productId }: InboundMail, mail: ReadMail): Promise<string | null> => {
  if (ticketId) return ticketId;
  const em = app.orm.em.fork();
  const { mailAddresses } = app;
  const addressed = mail.recipients.map((address) => mailAddresses.ticketIn(address)).filter((id) => id !== null);
  const referred = [...mail.refersTo, ...(mail.bounce?.of ?? [])].map((id) => mailAddresses.mailIn(id)).filter((id) => id !== null);
  return (await ticketInProduct(em, addressed, productId)) ?? ticketOfMails(em, referred, productId);
};

/** Under keys that a second run of the job uses again. */
const storeFiles = async (app: Application, inbound: InboundMail, mail: ReadMail): Promise<StoredFile[]> => {
  const stored: StoredFile[] = [];
  for (const [index, { name, content }] of mail.files.entries()) {
    const storageKey = `tickets/${inbound.id}/${index + 1}`;
    const size = await app.storage.put(storageKey, content);
    stored.push({ name, contentType: contentTypeOf(content), size, storageKey });
  }
  return stored;
};

const keepUnmatched = async ({ em, now }: SystemWork, inbound: InboundMail, mail: ReadMail): Promise<void> => {
  const at = now();
  await forgetUnmatched(em, inbound.productId, new Date(at.getTime() - KEPT_MILLISECONDS));
  if (!(await removeInbound(em, inbound.id))) return;
  const text = mail.text.slice(0, SHOWN_CHARACTERS).toWellFormed() || null;
  em.create(InboundMail, { ...inbound, id: v7(), readAt: at, fromAddress: mail.from?.address ?? null, subject: mail.subject, text });
};

/** Takes the mail into its ticket; gives whether its files are needed. */
const take = (app: Application, inbound: InboundMail, mail: ReadMail, ticketId: string, files: readonly StoredFile[]): Promise<boolean> =>
  systemWork(app, async (work) => {
    const ticket = await lockTicketRow(work.em, ticketId);
    // False: another run of this job was first, and the files are that one's.
    if (!ticket || !(await removeInbound(work.em, inbound.id))) return true;
    if (mail.bounce) {
      const named = mail.bounce.of.map((id) => app.mailAddresses.mailIn(id)).filter((id) => id !== null);
      await takeBounce(work, ticket, mail.bounce, named);
      return false;
    }
    return takeReply(work, ticket, mail, files);
  });

/**
 * Reads a mail that was taken and puts it where it belongs: into its ticket, onto the mail that came back, or to those that
 * answer nothing. Never sends anything. Once, however often it runs.
 */
export const readInboundMail = async (app: Application, inboundMailId: string): Promise<void> => {
  const inbound = await findInbound(app.orm.em.fork(), inboundMailId);
  if (!inbound) return;
  const raw = await rawOf(app, inbound);
  if (!raw) {
    app.log.error({ inboundMailId }, 'a mail that was taken is not in the storage any more');
    await systemWork(app, ({ em }) => removeInbound(em, inbound.id));
    return;
  }
  const mail = await readMail(raw, inbound.envelopeFrom);
  // A mail of ours that comes back to us by a forwarding mailbox.
  const isOurs = app.mailAddresses.mailIn(mail.id) !== null;
  const ticketId = isOurs ? null : await ticketOf(app, inbound, mail);
  if (isOurs) await systemWork(app, ({ em }) => removeInbound(em, inbound.id));
  else if (!ticketId) await systemWork(app, (work) => keepUnmatched(work, inbound, mail));
  else {
    const files = await storeFiles(app, inbound, mail);
    const needed = await take(app, inbound, mail, ticketId, files);
    if (!needed) for (const { storageKey } of files) await app.storage.remove(storageKey);
  }
  if (!(await isStillNeeded(app.orm.em.fork(), inbound.storageKey))) await app.storage.remove(inbound.storageKey);
};
