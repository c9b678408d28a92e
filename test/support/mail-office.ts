import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from '../../src/entities/product.js';
import type { Topic } from '../../src/entities/topic.js';
import { decodeId, encodeId } from '../../src/ids.js';
import { startChat, succeed } from './chats.js';
import type { Client } from './client.js';
import type { DeskOptions } from './desk.js';
import { eventually } from './eventually.js';
import { MailProvider } from './mail-provider.js';
import { convert, type Offices, openOffices, reply } from './tickets.js';

export const DOMAIN = 'mail.example.com';

const MAIL = 'mail { id state reason attempts recipient purpose queuedAt sentAt failedAt }';
const TICKET = `query ($id: ID!) { ticket(id: $id) {
  id number status subject confirmation { id state reason attempts recipient purpose queuedAt sentAt failedAt }
  messages { id text quotedText html senderKind fromName fromAddress fromRequester automatic agent { name } ${MAIL}
    attachments { id name contentType size url } }
  history { field before after agent { name } }
} }`;

export interface MailFields {
  id: string;
  state: string;
  reason: string | null;
  attempts: number;
  recipient: string;
}

export interface MailedTicket {
  id: string;
  number: number;
  status: string;
  confirmation: MailFields | null;
  messages: {
    id: string;
    text: string;
    quotedText: string | null;
    html: string | null;
    senderKind: string;
    fromName: string | null;
    fromAddress: string | null;
    fromRequester: boolean | null;
    automatic: boolean;
    mail: MailFields | null;
    attachments: { name: string; contentType: string; size: number; url: string }[];
  }[];
  history: { field: string; before: string | null; after: string | null; agent: { name: string } | null }[];
}

/** The offices with jobs running, mail taken for mail.example.com, and the shoes' provider. */
export class MailOffice {
  private constructor(
    readonly offices: Offices,
    readonly provider: MailProvider,
    private readonly files: string,
  ) {}

  static async open(env: NodeJS.ProcessEnv = {}, options: DeskOptions = {}): Promise<MailOffice> {
    const files = await mkdtemp(join(tmpdir(), 'sohbet-files-'));
    const settings = { JOBS: 'on', INBOUND_SMTP_PORT: '0', INBOUND_MAIL_DOMAIN: DOMAIN, FILES_DIR: files, ...env };
    const offices = await openOffices({ ...options, env: settings });
    const office = new MailOffice(offices, await MailProvider.start(), files);
    await office.configure(offices.suna, offices.shoes);
    return office;
  }

  get filesDirectory(): string {
    return this.files;
  }

  /** The port that takes mail. */
  get port(): number {
    return this.offices.desk.server.mailPort ?? 0;
  }

  async configure(supervisor: Client, product: Product, more: object = {}): Promise<void> {
    const { port, user: userName, password } = this.provider;
    await succeed(supervisor, 'updateMailSettings', {
      ...{ productId: encodeId('product', product.id), preset: 'CUSTOM', host: '127.0.0.1', port, security: 'NONE', userName, password },
      ...{ fromAddress: 'destek@shoes.example', fromName: 'Shoes Destek', ...more },
    });
  }

  /** A resolved chat becomes a ticket; gives its id. */
  async ticket(words: { subject?: string; email?: string; name?: string; text?: string; topic?: Topic } = {}): Promise<string> {
    const { desk, shoesWeb, ayse, delivery } = this.offices;
    const chat = await startChat(desk, shoesWeb, words.name ?? 'Ali Veli', words.text ?? 'Ayakkabılar nerede?');
    await desk.server.app.router.route(this.offices.workspace.id);
    await succeed(ayse, 'resolveConversation', {
      conversationId: chat.conversationId,
      topicId: encodeId('topic', (words.topic ?? delivery).id),
    });
    const { ticket, userErrors } = await convert(ayse, {
      conversationId: chat.conversationId,
      email: words.email ?? 'ali@example.com',
      note: 'Gizli: söz verme',
      ...(words.subject && { subject: words.subject }),
    });
    if (!ticket) throw new Error(`no ticket: ${JSON.stringify(userErrors)}`);
    return ticket.id;
  }

  async reply(ticketId: string, text = 'Yarın orada.'): Promise<string> {
    const { message, userErrors } = await reply(this.offices.ayse, { ticketId, text });
    if (!message) throw new Error(`no reply: ${JSON.stringify(userErrors)}`);
    return message.id;
  }

  async look(ticketId: string, client: Client = this.offices.suna): Promise<MailedTicket> {
    const { ticket } = await client.ask<{ ticket: MailedTicket | null }>(TICKET, { id: ticketId });
    if (!ticket) throw new Error('there is no such ticket');
    return ticket;
  }

  /** Looks once more when it fits: a ticket's parts are read one after the other, and one may have been read before the change. */
  async lookUntil(ticketId: string, fits: (ticket: MailedTicket) => boolean, milliseconds = 30_000): Promise<MailedTicket> {
    await eventually(() => this.look(ticketId), fits, milliseconds);
    return this.look(ticketId);
  }

  /** The signed address of the ticket. */
  replyAddress(ticketId: string): string {
    return this.offices.desk.server.app.mailAddresses.replyTo(decodeId('ticket', ticketId) ?? '', null) ?? '';
  }

  /** When every mail that was taken has been read. */
  async settled(): Promise<void> {
    const unread = () => this.offices.desk.sql('select id from inbound_mail where read_at is null');
    const left = await eventually(unread, (rows) => rows.length === 0, 30_000);
    if (left.length > 0) throw new Error(`${left.length} mails were not read`);
  }

  async close(): Promise<void> {
    await this.provider.stop();
    await this.offices.desk.stop();
    await rm(this.files, { recursive: true, force: true });
  }
}
