import type { Account } from '../account.js';
import { type GraphError, titleOf } from '../graph-error.js';
import type { ContactCard, Press } from '../person.js';

type Fields = Record<string, unknown>;

export const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

const entryOf = (account: Account, field: string, value: Fields): Fields => ({
  id: account.businessAccountId,
  changes: [{ field, value }],
});

const about = (account: Account): Fields => ({
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: account.phoneNumber, phone_number_id: account.externalId },
});

/** https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components */
export const messageEntry = (account: Account, sender: { id: string; name: string }, message: Fields): Fields =>
  entryOf(account, 'messages', {
    ...about(account),
    contacts: [{ profile: { name: sender.name }, wa_id: sender.id }],
    messages: [message],
  });

export interface StatusNotice {
  id: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  at: Date;
  recipientId: string;
  callbackData: string | null;
  error?: GraphError;
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
export const statusEntry = (account: Account, { id, status, at, recipientId, callbackData, error }: StatusNotice): Fields => {
  const pricing = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' };
  const errors = error && [
    {
      code: error.code,
      title: titleOf(error),
      message: titleOf(error),
      error_data: { details: error.details ?? titleOf(error) },
      href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
    },
  ];
  const notice = {
    id,
    status,
    timestamp: seconds(at),
    recipient_id: recipientId,
    ...(callbackData !== null && { biz_opaque_callback_data: callbackData }),
    ...(status !== 'failed' && { pricing }),
    ...(errors && { errors }),
  };
  return entryOf(account, 'messages', { ...about(account), statuses: [notice] });
};

/** What was written on the phone itself. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes */
export const phoneEchoEntry = (account: Account, message: Fields): Fields =>
  entryOf(account, 'smb_message_echoes', { ...about(account), message_echoes: [{ from: account.phoneNumber, ...message }] });

/** https://developers.facebook.com/docs/whatsapp/business-management-api/webhooks/components#message_template_status_update */
export const templateStatusEntry = (account: Account, at: Date, value: Fields): Fields => ({
  ...entryOf(account, 'message_template_status_update', value),
  time: Number(seconds(at)),
});

export const contactsOf = (cards: readonly ContactCard[]): Fields[] =>
  cards.map(({ name, phones = [], emails = [], organisation }) => ({
    name: { formatted_name: name, first_name: name.split(' ')[0] },
    ...(phones.length > 0 && { phones: phones.map((phone) => ({ phone, type: 'CELL', wa_id: phone.replace(/\D/g, '') })) }),
    ...(emails.length > 0 && { emails: emails.map((email) => ({ email, type: 'WORK' })) }),
    ...(organisation && { org: { company: organisation } }),
  }));

export const pressOf = ({ kind, id, title, description }: Press): Fields => {
  switch (kind) {
    case 'BUTTON':
      return { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: id ?? title, title } } };
    case 'LIST':
      return {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: id ?? title, title, ...(description && { description }) } },
      };
    case 'TEMPLATE':
      return { type: 'button', button: { payload: id ?? title, text: title } };
    default:
      throw new Error(`WhatsApp has no ${kind}`);
  }
};
