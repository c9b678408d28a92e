import type { Platform } from '../../channels/meta/account.js';
import { lengthFor, TEXT_LIMITS, textFits } from '../../channels/meta/limits.js';
import { ChannelType } from '../../entities/enums.js';

const CALLED: Partial<Record<ChannelType, string>> = {
  [ChannelType.MESSENGER]: 'Messenger',
  [ChannelType.INSTAGRAM]: 'Instagram',
};

const LAST_DIGITS = 4;

/** What a customer is called until the platform tells their name: their number on WhatsApp, elsewhere the end of an id that says nothing. */
export const nameUntilKnown = (type: ChannelType, platformId: string): string => {
  const platform = CALLED[type];
  return platform ? `${platform} …${platformId.slice(-LAST_DIGITS)}` : `+${platformId}`;
};

/** Why a text is too long for its platform; null: it is not. */
export const platformTextRefusal = (type: ChannelType, text: string): string | null => {
  if (!(type in TEXT_LIMITS) || textFits(type as Platform, text)) return null;
  const { most, unit } = TEXT_LIMITS[type as Platform];
  const unitName = unit === 'BYTES' ? 'bytes of UTF-8' : 'characters';
  return `The text has ${lengthFor(type as Platform, text)} ${unitName}; this platform takes ${most}. Send it as several messages.`;
};

/** A platform's clock may be ahead of ours; nothing happened later than we heard of it. */
export const earlier = (told: Date, heard: Date): Date => new Date(Math.min(told.getTime(), heard.getTime()));
