/** The platforms of Meta, as the channel types name them. */
export const PLATFORMS = ['WHATSAPP', 'MESSENGER', 'INSTAGRAM'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A company's account on a platform, with what its own Meta app may do there. The two secrets go into no error and no log. */
export interface MetaAccount {
  platform: Platform;
  /** WhatsApp's phone number id, the Facebook page's id, or the Instagram professional account's id. */
  externalId: string;
  /** WhatsApp's business account, which owns templates and webhooks; null on the other platforms. */
  businessAccountId: string | null;
  /** WhatsApp: a system user's token. Messenger and Instagram: the token of the page, or of the page linked to the account. */
  accessToken: string;
  appSecret: string;
}
