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
