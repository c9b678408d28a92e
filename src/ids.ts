import { TypeID } from 'typeid-js';

/** The kinds of record that have a public id; the word is the id's prefix. */
export const ID_KINDS = [
  'agent',
  'assignment',
  'channel',
  'conversation',
  'customer',
  'group',
  'message',
  'note',
  'product',
  'ticket',
  'ticketchange',
  'ticketmessage',
  'topic',
] as const;
export type IdKind = (typeof ID_KINDS)[number];

/** A UUID as the public sees it: a TypeID (https://github.com/jetify-com/typeid), e.g. `agent_01h455vb4pex5vsknk084sn02q`. */
export const encodeId = (kind: IdKind, uuid: string): string => TypeID.fromUUID(kind, uuid).toString();

/** The UUID in a typed id; null when it is malformed or of another kind. */
export const decodeId = (kind: IdKind, value: string): string | null => {
  try {
    return TypeID.fromString(value, kind).toUUID();
  } catch {
    return null;
  }
};

/** Which kind of record an id names; null when it names none. */
export const kindOf = (value: string): IdKind | null => {
  const kind = ID_KINDS.find((known) => value.startsWith(`${known}_`));
  return kind && decodeId(kind, value) ? kind : null;
};
