import { encodeId } from '../../../src/ids.js';
import { failedMail, SETTINGS_OF_MAIL } from '../operations/mail.js';
import { of, unique } from '../operations/operation.js';
import type { Premises } from '../premises.js';
import { type Illegal, illegal } from './case.js';

const oldProduct = async ({ desk, workspace }: Premises) => {
  const { id } = await desk.seed.product(workspace, unique('Bags'));
  await desk.sql('update product set archived_at = now() where id = $1', [id]);
  return { productId: encodeId('product', id) };
};
const newProduct = async ({ desk, workspace }: Premises) => ({
  productId: encodeId('product', (await desk.seed.product(workspace, unique('Bags'))).id),
});
const { preset: _preset, ...withoutPreset } = SETTINGS_OF_MAIL;
const { host: _host, ...withoutHost } = SETTINGS_OF_MAIL;
const { fromAddress: _fromAddress, ...withoutAddress } = SETTINGS_OF_MAIL;
const text = { purpose: 'REPLY', language: 'TR', subject: 'Re: {{subject}}', body: '{{reply}}' };

export const MAIL: Record<string, Illegal> = {
  updateMailSettings: [
    illegal('the product is archived', 'INVALID_STATE input.productId', async (p) => ({ ...(await oldProduct(p)), ...SETTINGS_OF_MAIL })),
    illegal('there is no server yet, and none is named', 'INVALID_INPUT input.preset', async (p) => ({
      ...(await newProduct(p)),
      ...withoutPreset,
    })),
    illegal('there is no sender yet, and none is named', 'INVALID_INPUT input.fromAddress', async (p) => ({
      ...(await newProduct(p)),
      ...withoutAddress,
    })),
    illegal('a server of one’s own has no name', 'INVALID_INPUT input.host', async (p) => ({ ...(await newProduct(p)), ...withoutHost })),
    illegal('a preset is given another host', 'INVALID_INPUT input.host', async (p) => ({
      ...(await newProduct(p)),
      ...SETTINGS_OF_MAIL,
      preset: 'GMAIL',
    })),
  ],
  testMailSettings: [illegal('the product has none', 'NOT_FOUND input.productId', newProduct)],
  setMailText: [
    illegal('the product is archived', 'INVALID_STATE input.productId', async (p) => ({ ...(await oldProduct(p)), ...text })),
    illegal('the body has no place for the answer', 'INVALID_INPUT input.body', (p) => ({
      productId: of(p).productId,
      ...text,
      body: 'Merhaba {{customer}}',
    })),
    illegal('the subject has a variable that is none', 'INVALID_INPUT input.subject', (p) => ({
      productId: of(p).productId,
      ...text,
      subject: '{{password}}',
    })),
  ],
  removeMailText: 'without words of one’s own it changes nothing, and is no refusal',
  retryTicketMail: [
    illegal('it waits', 'INVALID_STATE input.ticketMailId', async (p) => ({ ticketMailId: (await failedMail(p, 'QUEUED')).ticketMailId })),
    illegal('it was sent', 'INVALID_STATE input.ticketMailId', async (p) => ({ ticketMailId: (await failedMail(p, 'SENT')).ticketMailId })),
  ],
};
