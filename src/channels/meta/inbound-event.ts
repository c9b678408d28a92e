import type { MessageKind } from '../../entities/enums.js';
import type { Platform } from './account.js';
import type { GraphProblem } from './problems.js';

export interface InboundMedia {
  /** By which it is fetched (WhatsApp); null where `url` is all there is. */
  platformMediaId: string | null;
  url: string | null;
  contentType: string | null;
  name: string | null;
}

export interface InboundLocation {
  latitude: number;
  longitude: number;
  name: string | null;
  address: string | null;
  url: string | null;
}

export interface InboundContact {
  name: string;
  phones: string[];
  emails: string[];
  organisation: string | null;
}

export interface InboundChoice {
  /** What the company gave the button or the list's entry; null when the platform does not say. */
  id: string | null;
  title: string;
  description: string | null;
}

/** What led to a message: the story it answers, or the advertisement or product it was written from. */
export interface InboundOrigin {
  kind: 'STORY' | 'ADVERTISEMENT' | 'PRODUCT';
  id: string | null;
  url: string | null;
  title: string | null;
}

export interface InboundContent {
  kind: MessageKind;
  /** The text, the caption, or the title chosen; empty when there is none. */
  text: string;
  media: InboundMedia[];
  location: InboundLocation | null;
  contacts: InboundContact[];
  choice: InboundChoice | null;
  /** The platform's name of a kind that is not known here. */
  unsupported: string | null;
  /** The platform's id of the message that this one answers. */
  replyTo: string | null;
  /** Left out when there is none. */
  origin?: InboundOrigin;
}

interface From {
  /** The phone number id, page id or Instagram account id that it came to. */
  accountId: string;
  platform: Platform;
  at: Date;
}

export type DeliveryReport = 'SENT' | 'DELIVERED' | 'READ' | 'FAILED';

/**
 * What a webhook told, in one form for all platforms. `platformMessageId` of a reaction, an edit and an unsend is that of the
 * message they concern. The same event may come again, and in any order.
 */
export type InboundEvent =
  | (From & {
      type: 'message';
      senderId: string;
      platformMessageId: string;
      profileName: string | null;
      /** With a plus before it; null where the platform does not tell it. */
      phone: string | null;
      content: InboundContent;
    })
  | (From & {
      /** What the account itself sent: through us, through another app, or by somebody in the platform's own inbox. */
      type: 'echo';
      recipientId: string;
      platformMessageId: string;
      metadata: string | null;
      appId: string | null;
      content: InboundContent;
    })
  | (From & {
      type: 'reaction';
      senderId: string;
      platformMessageId: string;
      /** Null: taken back. */
      emoji: string | null;
      byAccount: boolean;
    })
  | (From & { type: 'edit'; senderId: string; platformMessageId: string; text: string })
  | (From & { type: 'unsend'; senderId: string; platformMessageId: string })
  | (From & {
      type: 'status';
      recipientId: string;
      state: DeliveryReport;
      platformMessageIds: string[];
      /** Everything sent up to then. */
      watermark: Date | null;
      callbackData: string | null;
      problem: GraphProblem | null;
    })
  | {
      type: 'template-status';
      platform: 'WHATSAPP';
      businessAccountId: string;
      templateId: string;
      name: string;
      language: string;
      status: string;
      reason: string | null;
      at: Date;
    }
  | {
      /** Never something that a customer wrote: that is a message of kind UNSUPPORTED. */
      type: 'unknown';
      platform: Platform | null;
      accountId: string | null;
      senderId: string | null;
      what: string;
      at: Date;
    };
