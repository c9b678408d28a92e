import { encodeId } from '../../../src/ids.js';
import type { Premises } from '../premises.js';
import { mutation, of, query, type Trial, ticketOf, unique } from './operation.js';

/** A mail of a ticket that failed. */
export const failedMail = async (premises: Premises, state = 'FAILED') => {
  const { ticketId, customerId } = await ticketOf(premises);
  return { ticketMailId: await premises.records.ticketMail(ticketId, state), customerId };
};

/** The product has a mail server, at which nobody listens. */
const withSettings = async (premises: Premises): Promise<{ productId: string }> => {
  await premises.desk.sql(
    `insert into mail_settings (product_id, workspace_id, preset, host, port, security, from_address, from_name, updated_at)
     values ($1, $2, 'CUSTOM', '127.0.0.1', 1, 'NONE', 'destek@shoes.example', 'Shoes', now()) on conflict do nothing`,
    [premises.product.id, premises.workspace.id],
  );
  return { productId: of(premises).productId };
};

const freshProduct = async ({ desk, workspace }: Premises) => ({
  productId: encodeId('product', (await desk.seed.product(workspace, unique('Hats'))).id),
});

export const SETTINGS_OF_MAIL = {
  ...{ preset: 'CUSTOM', host: 'smtp.example.com', port: 465, security: 'TLS', userName: 'destek', password: 'uygulama şifresi' },
  ...{ fromAddress: 'destek@shoes.example', fromName: 'Shoes', replyAddress: 'yanit@shoes.example', bouncesComeBack: true, language: 'EN' },
};

/** How the mails of tickets go out and come back. */
export const MAIL: Record<string, Trial> = {
  mailSettings: query('query ($id: ID!) { mailSettings(productId: $id) { product { id } } }', async (premises) => {
    const { productId: id } = await withSettings(premises);
    return { variables: { id }, target: id };
  }),
  updateMailSettings: mutation(async (premises) => ({ input: { ...(await freshProduct(premises)), ...SETTINGS_OF_MAIL } })),
  testMailSettings: mutation(async (premises) => ({ input: await withSettings(premises) })),
  setMailText: mutation(async (premises) => ({
    input: { ...(await freshProduct(premises)), purpose: 'REPLY', language: 'EN', subject: 'Re: {{subject}}', body: '{{reply}}' },
  })),
  removeMailText: mutation(async (premises) => ({ input: { ...(await freshProduct(premises)), purpose: 'REPLY', language: 'EN' } })),
  retryTicketMail: mutation(async (premises) => {
    const { ticketMailId, customerId } = await failedMail(premises);
    return { input: { ticketMailId }, customerId };
  }),
};
