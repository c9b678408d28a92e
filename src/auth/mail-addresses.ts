import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { decodeId, encodeId } from '../ids.js';

const MAC_CHARACTERS = 26;
const LOCAL_PART_LIMIT = 64;

/** RFC 4648 base32 in lower case: the local part of an address may lose its capitals on the way. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const base32 = (bytes: Uint8Array): string => {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += LETTERS[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return text;
};

/** A record that an address or a Message-ID stands for. */
export interface Addressed {
  kind: 'ticket' | 'product' | 'mail';
  id: string;
}
const PREFIX = { ticket: 'ticket', product: 'product', mail: 'ticketmail' } as const;

/**
 * Addresses that nobody can make up: `reply+<record><mac>@domain`, the 26 characters of the record’s id and as many (130 bits)
 * of an HMAC-SHA256 over what it is for. Who has one was sent it by us; it opens this ticket and no other.
 */
export class MailAddresses {
  private readonly key: Buffer;

  constructor(
    signingKey: Uint8Array,
    /** The domain whose mail comes to this server; undefined when none does. */
    readonly domain: string | undefined,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', signingKey, '', 'sohbet mail addresses', 32));
  }

  /** Where the answers of a ticket’s requester go: our own domain’s address, or the company’s with the same token. */
  replyTo(ticketId: string, companyAddress: string | null): string | null {
    const token = this.token({ kind: 'ticket', id: ticketId });
    if (!companyAddress) return this.domain ? `reply+${token}@${this.domain}` : null;
    const at = companyAddress.lastIndexOf('@');
    const local = companyAddress.slice(0, at);
    const signed = `${local}+${token}`;
    // Without room for the token the answer is found by the Message-IDs that it refers to.
    return local.includes('+') || signed.length > LOCAL_PART_LIMIT ? companyAddress : `${signed}${companyAddress.slice(at)}`;
  }

  /** To which a product’s mailbox forwards; null without a domain. */
  forwardingTo(productId: string): string | null {
    return this.domain ? `inbox+${this.token({ kind: 'product', id: productId })}@${this.domain}` : null;
  }

  /** Always the same for a mail: `domain` is the sender’s, and counts for nothing when the Message-ID is read. */
  messageId(mailId: string, domain: string | undefined): string {
    return `<${this.token({ kind: 'mail', id: mailId })}@${this.domain ?? domain ?? 'sohbet.invalid'}>`;
  }

  /** What an address of our own domain stands for; null for every other one. */
  ofRecipient(address: string): Addressed | null {
    const [local = '', domain] = splitAddress(address);
    if (!this.domain || domain !== this.domain.toLowerCase()) return null;
    const [name, token = ''] = splitPlus(local);
    if (name === 'reply') return this.read('ticket', token);
    return name === 'inbox' ? this.read('product', token) : null;
  }

  /** The ticket whose token an address carries, whatever its domain: the company’s own reply address, forwarded. */
  ticketIn(address: string): string | null {
    const [local = ''] = splitAddress(address);
    return this.read('ticket', splitPlus(local)[1] ?? '')?.id ?? null;
  }

  /** The mail of ours that a Message-ID names. */
  mailIn(messageId: string): string | null {
    return this.read('mail', splitAddress(messageId.replaceAll(/[<>\s]/g, ''))[0] ?? '')?.id ?? null;
  }

  private token(record: Addressed): string {
    return `${encodeId(PREFIX[record.kind], record.id).slice(PREFIX[record.kind].length + 1)}${this.mac(record)}`;
  }

  private mac({ kind, id }: Addressed): string {
    return base32(createHmac('sha256', this.key).update(`${kind}:${id}`).digest()).slice(0, MAC_CHARACTERS);
  }

  private read(kind: Addressed['kind'], token: string): Addressed | null {
    if (token.length !== 2 * MAC_CHARACTERS) return null;
    const id = decodeId(PREFIX[kind], `${PREFIX[kind]}_${token.slice(0, MAC_CHARACTERS)}`);
    if (!id) return null;
    const given = Buffer.from(token.slice(MAC_CHARACTERS));
    const wanted = Buffer.from(this.mac({ kind, id }));
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? { kind, id } : null;
  }
}

const splitAddress = (address: string): [string, string] => {
  const at = address.lastIndexOf('@');
  return at < 0 ? ['', ''] : [address.slice(0, at).toLowerCase(), address.slice(at + 1).toLowerCase()];
};
const splitPlus = (local: string): [string, string] => {
  const plus = local.indexOf('+');
  return plus < 0 ? [local, ''] : [local.slice(0, plus), local.slice(plus + 1)];
};
