import type { InboundContent } from '../../channels/meta/inbound-event.js';
import type { MessageContent } from '../../entities/message-content.js';

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair; nobody reads them either. */
const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

const cleaned = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_key, each) => (typeof each === 'string' ? clean(each) : each)) as Value;

export const textOf = ({ text }: Pick<InboundContent, 'text'>): string => clean(text);

/** What a message holds beside text and files; null when there is nothing. */
export const whatItHolds = ({ location, contacts, choice, unsupported, origin }: InboundContent): MessageContent | null => {
  const content: MessageContent = {
    ...(location && { location }),
    ...(contacts.length > 0 && { contacts }),
    ...(choice && { choice }),
    ...(unsupported && { unsupported }),
    ...(origin && { origin }),
  };
  return Object.keys(content).length > 0 ? cleaned(content) : null;
};
