import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Account } from './account.js';
import type { Operation } from './faults.js';
import { GraphRefusal, graphError, invalid, refuse } from './graph-error.js';
import { type Parameters, readParameters } from './http.js';
import type { StoredMedia } from './media-store.js';
import { sendMessaging, uploadAttachment } from './messaging/send-message.js';
import { describeAccount, describePerson } from './nodes.js';
import { checkProduct } from './whatsapp/check-message.js';
import { checkUpload } from './whatsapp/media-rules.js';
import { sendWhatsApp } from './whatsapp/send-message.js';
import { listTemplates } from './whatsapp/templates.js';
import type { World } from './world.js';

type Fields = Record<string, unknown>;
export type Reply = { json: Fields } | { file: StoredMedia };

/** A request, taken apart. */
export interface Asked extends Parameters {
  method: string;
  url: URL;
  /** `me`, or an id. */
  node: string;
  edge: string | null;
  token: string | null;
}

/** https://developers.facebook.com/docs/graph-api/overview: graph.facebook.com/{version}/{node}/{edge}, the version may be left out. */
export const readAsked = async (request: IncomingMessage, url: URL): Promise<Asked> => {
  const parameters = await readParameters(request, url.searchParams);
  const [node = '', edge, ...more] = url.pathname.split('/').filter((part) => part !== '' && !/^v\d+\.\d+$/.test(part));
  if (node === '' || more.length > 0) refuse(2500, { message: `Unknown path components: ${url.pathname}` });
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const given = bearer ?? parameters.values.access_token;
  const token = typeof given === 'string' ? given : null;
  return { ...parameters, method: request.method ?? 'GET', url, node: decodeURIComponent(node), edge: edge ?? null, token };
};

/** What it is, for faults; null when nothing knows it. */
export const operationOf = ({ method, node, edge }: Asked, world: World): Operation => {
  switch (edge) {
    case 'messages':
      return 'messages';
    case 'media':
    case 'message_attachments':
      return 'media';
    case 'message_templates':
      return 'templates';
    case 'subscribed_apps':
      return 'subscribe';
    default:
      if (method === 'GET' && world.media.find(node)) return 'download';
      return world.people.some(({ id }) => id === node) ? 'profile' : 'describe';
  }
};

/** Whom a message is for, before anybody has looked whether it may go there. */
export const recipientIn = ({ values }: Asked): string | null => {
  const { to, recipient } = values;
  const id = to ?? (recipient as Fields | undefined)?.id;
  return typeof id === 'string' ? id : null;
};

/** The accounts whose token it is. https://developers.facebook.com/docs/facebook-login/guides/access-tokens */
const accountsOf = (world: World, token: string | null): Account[] => {
  if (!token) return refuse(104);
  const own = world.accounts.filter(({ accessToken }) => accessToken === token);
  if (own.length > 0) return own;
  const expired = world.accounts.some(({ expiredTokens }) => expiredTokens.has(token));
  return expired
    ? refuse(190, { subcode: 463, message: 'Error validating access token: Session has expired.' })
    : refuse(190, { message: 'Invalid OAuth access token - Cannot parse access token' });
};

/** https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof */
const checkProof = ({ app, requiresProof }: Account, token: string, proof: unknown): void => {
  if (proof === undefined) {
    if (requiresProof) invalid('API calls from the server require an appsecret_proof argument', { type: 'GraphMethodException' });
    return;
  }
  const right = createHmac('sha256', app.secret).update(token).digest('hex');
  if (proof !== right) refuse(100, { type: 'GraphMethodException', message: 'Invalid appsecret_proof provided in the API argument' });
};

/** What the token may not see, there is not. */
const noSuch = (method: string, id: string): never =>
  refuse(100, {
    type: 'GraphMethodException',
    subcode: 33,
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });

export const answer = async (world: World, asked: Asked): Promise<Reply> => {
  const { node, token, values, method } = asked;
  const accounts = accountsOf(world, token);
  const account =
    accounts.find((one) => node === 'me' || one.owns(node) || world.personOf(one, node) || world.media.find(node)?.account === one) ??
    noSuch(method, node);
  checkProof(account, token ?? '', values.appsecret_proof);
  return { json: await (account.platform === 'WHATSAPP' ? ofWhatsApp(world, account, asked) : ofPage(world, account, asked)) };
};

const ofWhatsApp = (world: World, account: Account, asked: Asked): Fields => {
  const { node, edge, method, values, files, url } = asked;
  const { externalId, businessAccountId } = account;
  switch (`${method} ${node === externalId ? 'number' : node === businessAccountId ? 'business' : 'other'} ${edge ?? ''}`) {
    case 'POST number messages':
      return sendWhatsApp(world, account, values);
    case 'POST number media': {
      checkProduct(values);
      const contentType = checkUpload(files.file, values.type);
      const { bytes, name } = files.file ?? { bytes: Buffer.alloc(0), name: '' };
      return { id: world.media.keep(account, 'COMPANY', { bytes, contentType, name }).id };
    }
    case 'GET business message_templates':
      return listTemplates(account, url, values);
    case 'POST business subscribed_apps':
      account.subscribedFields = ['messages'];
      return { success: true };
    case 'GET business subscribed_apps':
      return { data: account.subscribedFields ? [{ whatsapp_business_api_data: { id: account.app.id, name: 'Sohbet' } }] : [] };
    case 'GET business phone_numbers':
      return { data: [describeAccount(account, externalId, {})] };
    case 'GET number ':
    case 'GET business ':
      return describeAccount(account, node, values);
    case 'GET other ':
    case 'DELETE other ':
      return ofMedia(world, account, asked);
    default:
      return noSuch(method, node);
  }
};

/** GET and DELETE /{media-id}. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media */
const ofMedia = (world: World, account: Account, { node, method, values }: Asked): Fields => {
  const media = world.media.find(node);
  if (!media || (values.phone_number_id !== undefined && values.phone_number_id !== account.externalId)) return noSuch(method, node);
  if (method === 'DELETE') {
    world.media.forget(node);
    return { success: true };
  }
  const { contentType, sha256, bytes, id } = media;
  return { messaging_product: 'whatsapp', url: world.media.url(media), mime_type: contentType, sha256, file_size: bytes.length, id };
};

/** Messenger and Instagram are spoken to as the page; the Instagram account can be looked at, no more. */
const ofPage = (world: World, account: Account, asked: Asked): Promise<Fields> | Fields => {
  const { node, edge, method, values } = asked;
  const isPage = node === 'me' || node === account.pageId;
  const person = world.personOf(account, node);
  switch (`${method} ${isPage ? 'page' : person ? 'person' : 'account'} ${edge ?? ''}`) {
    case 'POST page messages':
      return sendMessaging(world, account, asked);
    case 'POST page message_attachments':
      return uploadAttachment(world, account, asked);
    case 'POST page subscribed_apps': {
      // https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps
      const fields = Array.isArray(values.subscribed_fields) ? values.subscribed_fields : String(values.subscribed_fields ?? '').split(',');
      if (fields.join('') === '') invalid('The parameter subscribed_fields is required.');
      account.subscribedFields = fields.map(String);
      return { success: true };
    }
    case 'GET page subscribed_apps':
      return { data: account.subscribedFields ? [{ id: account.app.id, subscribed_fields: account.subscribedFields }] : [] };
    case 'GET page ':
    case 'GET account ':
      return describeAccount(account, node === 'me' ? account.pageId : node, values);
    case 'GET person ':
      return person ? describePerson(person, values) : noSuch(method, node);
    default:
      return noSuch(method, node);
  }
};

/** A file at its short-lived address; WhatsApp's needs the token besides. */
export const download = (world: World, url: URL, token: string | null): Reply => {
  const media = world.media.at(url);
  const needsToken = url.pathname.startsWith('/whatsapp_business/');
  if (needsToken && !accountsOf(world, token).some((account) => account === media?.account))
    throw new GraphRefusal(graphError(100, { status: 404 }));
  return media ? { file: media } : refuse(100, { status: 404, message: 'URL signature expired' });
};
