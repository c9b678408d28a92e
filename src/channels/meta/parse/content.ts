import { MessageKind } from '../../../entities/enums.js';
import type { InboundContent, InboundMedia } from '../inbound-event.js';

/** A content with what is given, and otherwise empty. */
export const contentOf = (kind: MessageKind, parts: Partial<InboundContent> = {}): InboundContent => ({
  kind,
  text: '',
  media: [],
  location: null,
  contacts: [],
  choice: null,
  unsupported: null,
  replyTo: null,
  ...parts,
});

/** Kept and shown as what the platform calls it. */
export const unsupportedOf = (what: string, parts: Partial<InboundContent> = {}): InboundContent =>
  contentOf(MessageKind.UNSUPPORTED, { ...parts, unsupported: what });

export const mediaOf = (parts: Partial<InboundMedia>): InboundMedia => ({
  platformMediaId: null,
  url: null,
  contentType: null,
  name: null,
  ...parts,
});
