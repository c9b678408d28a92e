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

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
/** Ten bits each. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${LETTERS[bits >> 5]}${LETTERS[bits & 31]}`);
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/**
 * A UUID as the public sees it: a TypeID (https://github.com/jetify-com/typeid), e.g. `agent_01h455vb4pex5vsknk084sn02q`.
 * Written out because a page has a hundred of them: typeid-js, which reads them, took a tenth of its time.
 */
export const encodeId = (kind: IdKind, uuid: string): string => {
  if (!UUID.test(uuid)) throw new Error(`no UUID: ${uuid}`);
  const hex = uuid.replaceAll('-', '');
  let text = `${kind}_${PAIRS[Number.parseInt(hex.slice(0, 2), 16)]}`;
  for (let digit = 2; digit < 32; digit += 5) {
    const bits = Number.parseInt(hex.slice(digit, digit + 5), 16);
    text += `${PAIRS[bits >> 10]}${PAIRS[bits & 1023]}`;
  }
  return text;
};

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
