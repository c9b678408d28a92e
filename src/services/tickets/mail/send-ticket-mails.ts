import { v7 } from 'uuid';
import type { EventType } from '../../../entities/enums.js';
import { MailPurpose, MailState } from '../../../entities/mail-enums.js';
import { MailSettings } from '../../../entities/mail-settings.js';
import { Ticket } from '../../../entities/ticket.js';
import { TicketChange } from '../../../entities/ticket-change.js';
import type { TicketMail } from '../../../entities/ticket-mail.js';
import { explainSmtp, type SmtpFault } from '../../../mail/explain-smtp.js';
import { sendMail } from '../../../mail/smtp.js';
import type { Application } from '../../application.js';
import { accountOf } from '../../mail-settings/account.js';
import { systemWork } from '../../system-work.js';
import { ticketEvent } from '../ticket-event.js';
import { claimMail, confirmationsOfLeft, lockMail } from './queries.js';
import { writeMail } from './write-mail.js';

const NO_SETTINGS: SmtpFault = {
  words: 'The product has no mail settings. A supervisor sets them with `updateMailSettings`; then retry this mail.',
  permanent: true,
};

const DAY_MILLISECONDS = 86_400_000;
/** An address that anybody can leave is an address that anybody can have mails sent to. */
const MOST_CONFIRMATIONS_A_DAY = 5;
const ENOUGH: SmtpFault = {
  words: `Visitors have left this address ${MOST_CONFIRMATIONS_A_DAY} times in a day; it gets no further confirmation. An answer still goes to it.`,
  permanent: true,
};

const isEnough = async (app: Application, { purpose, recipient }: TicketMail, { createdById, workspaceId }: Ticket): Promise<boolean> => {
  if (purpose !== MailPurpose.CONFIRMATION || createdById !== null) return false;
  const since = new Date(app.now().getTime() - DAY_MILLISECONDS);
  return (await confirmationsOfLeft(app.orm.em.fork(), workspaceId, recipient, since)) >= MOST_CONFIRMATIONS_A_DAY;
};

const trySending = async (app: Application, mail: TicketMail): Promise<SmtpFault | null> => {
  const em = app.orm.em.fork();
  const ticket = await em.findOneOrFail(Ticket, mail.ticketId);
  const settings = await em.findOne(MailSettings, { productId: ticket.productId });
  if (!settings) return NO_SETTINGS;
  if (await isEnough(app, mail, ticket)) return ENOUGH;
  const outgoing = await writeMail(app, mail, settings);
  try {
    await sendMail(accountOf(settings, app.secretBox), outgoing);
    return null;
  } catch (error) {
    return explainSmtp(error);
  }
};

interface Outcome {
  state: MailState;
  reason: string | null;
  event: Extract<EventType, 'ticket.mail_sent' | 'ticket.mail_failed'>;
}

/** A mail that was sent by another run meanwhile (a process believed dead) stays sent. */
const conclude = (app: Application, { id, ticketId }: TicketMail, { state, reason, event }: Outcome): Promise<void> =>
  systemWork(app, async ({ em, now, record }) => {
    const mail = await lockMail(em, id);
    if (mail?.state !== MailState.QUEUED) return;
    const at = now();
    em.assign(mail, { state, reason, sentAt: state === MailState.SENT ? at : null, failedAt: state === MailState.FAILED ? at : null });
    const after = reason ? `${state}: ${reason}` : state;
    em.create(TicketChange, { id: v7(), ticketId, field: 'mail', before: MailState.QUEUED, after, changedAt: at });
    record(ticketEvent(event, await em.findOneOrFail(Ticket, ticketId), null));
  });

const waits = (app: Application, { id }: TicketMail, reason: string): Promise<void> =>
  systemWork(app, async ({ em }) => {
    const mail = await lockMail(em, id);
    if (mail?.state === MailState.QUEUED) mail.reason = reason;
  });

/**
 * Sends what waits for a ticket's requester, the oldest first, so that answers arrive in the order they were written. Throws
 * to be tried again. Between the server's 250 and our commit a crash makes the mail go out twice, under one Message-ID: SMTP
 * has no way to ask whether it was taken.
 */
export const sendTicketMails = async (app: Application, ticketId: string, attempt: { isLast: boolean }): Promise<void> => {
  for (;;) {
    const mail = await systemWork(app, ({ em }) => claimMail(em, ticketId));
    if (!mail) return;
    const fault = await trySending(app, mail);
    if (!fault) {
      await conclude(app, mail, { state: MailState.SENT, reason: null, event: 'ticket.mail_sent' });
    } else if (fault.permanent || attempt.isLast) {
      const reason = fault.permanent ? fault.words : `Given up after ${mail.attempts} tries. ${fault.words}`;
      await conclude(app, mail, { state: MailState.FAILED, reason, event: 'ticket.mail_failed' });
    } else {
      await waits(app, mail, `${fault.words} It will be tried again.`);
      throw new Error(fault.words);
    }
  }
};
