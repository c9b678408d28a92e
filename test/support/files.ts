import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import { type Done, perform } from './perform.js';

const PNG_HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** As far as anybody looks: a picture of so many bytes. */
export const png = (bytes = 2_000): Buffer => Buffer.concat([PNG_HEAD, randomBytes(bytes - PNG_HEAD.length)]);
export const ogg = (bytes = 2_000): Buffer => Buffer.concat([Buffer.from('OggS'), randomBytes(bytes - 4)]);
export const pdf = (bytes = 2_000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]);

const ATTACHMENT = 'id name contentType size state problem url';
export const FILES_OF_MESSAGE = `id conversationId sequence senderKind kind text attachments { ${ATTACHMENT} }`;

export interface AttachmentSeen {
  id: string;
  name: string;
  contentType: string | null;
  size: number | null;
  state: string;
  problem: string | null;
  url: string | null;
}

export interface FilesSeen {
  id: string;
  conversationId: string;
  sequence: number;
  senderKind: string;
  kind: string;
  text: string;
  attachments: AttachmentSeen[];
}

export type Requested = Done<{ attachment: AttachmentSeen; uploadUrl: string; uploadUrlExpiresAt: string }>;

export interface UploadAnswer {
  status: number;
  headers: Headers;
  body: {
    attachmentId?: string;
    name?: string;
    contentType?: string;
    size?: number;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

/** Somebody who can send: a customer or an agent. */
export interface Sender {
  client: Client;
}

export const requestUpload = ({ client }: Sender, conversationId: string, name: string, size: number): Promise<Requested> =>
  perform(client, 'requestUpload', { conversationId, name, size }, `attachment { ${ATTACHMENT} } uploadUrl uploadUrlExpiresAt`);

export const put = async (
  url: string,
  content: Buffer | string | ReadableStream,
  headers: Record<string, string> = { 'content-type': 'application/x-whatever' },
): Promise<UploadAnswer> => {
  const response = await fetch(url, { method: 'PUT', body: content, headers, duplex: 'half' } as RequestInit);
  return { status: response.status, headers: response.headers, body: (await response.json()) as UploadAnswer['body'] };
};

/** From asking to being there; gives the attachment's id. */
export const upload = async (sender: Sender, conversationId: string, name: string, content: Buffer | string): Promise<string> => {
  const bytes = Buffer.from(content as string);
  const { attachment, uploadUrl } = await requestUpload(sender, conversationId, name, bytes.length);
  const { status, body } = await put(`${sender.client.url}${uploadUrl}`, bytes);
  if (status !== 200) throw new Error(`the upload was answered ${status}: ${JSON.stringify(body)}`);
  return attachment.id;
};

export const sendFiles = async (
  { client }: Sender,
  conversationId: string,
  attachmentIds: string[],
  { text, clientMessageId = randomUUID() }: { text?: string; clientMessageId?: string } = {},
): Promise<Done<{ message: FilesSeen }>> =>
  perform(client, 'sendMessage', { conversationId, clientMessageId, text, attachmentIds }, `message { ${FILES_OF_MESSAGE} }`);
