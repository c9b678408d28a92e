import type { Language, Person } from '../dialogues/people.js';
import { Random } from '../dialogues/random.js';
import { ChannelType } from '../entities/enums.js';
import type { Chat } from './chat.js';
import type { ChannelContent, ProductKey } from './company.js';
import { Ids } from './ids.js';

/** Of its own, so that what else there is in the demo stays as it was. */
const SEED = 1_938;

export interface ToldByApp {
  device: { id: string; installation: string; osName: string; osVersion: string; model: string; appVersion: string };
  attributes: { key: string; value: string; verified: boolean }[];
}

const PHONES: Partial<Record<ChannelType, { osName: string; versions: readonly string[]; models: readonly string[] }>> = {
  [ChannelType.IN_APP_IOS]: {
    osName: 'iOS',
    versions: ['26.1', '26.0.1', '18.7'],
    models: ['iPhone 17 Pro', 'iPhone 16', 'iPhone 15', 'iPhone SE'],
  },
  [ChannelType.IN_APP_ANDROID]: {
    osName: 'Android',
    versions: ['16', '15', '14'],
    models: ['Samsung Galaxy S25', 'Samsung Galaxy A55', 'Xiaomi Redmi Note 14', 'Google Pixel 9'],
  },
};

const VERSIONS: Record<ProductKey, readonly string[]> = { shoes: ['5.12.0', '5.11.2', '5.9.4'], wallet: ['3.4.1', '3.4.0', '3.2.7'] };

type Choices = readonly (readonly [key: string, values: readonly string[]])[];
const ATTRIBUTES: Record<ProductKey, Record<Language, Choices>> = {
  shoes: {
    tr: [
      ['üyelik', ['Altın', 'Gümüş', 'Standart']],
      ['sepet', ['2 ürün, 3.198 TL', '1 ürün, 1.749 TL', 'boş']],
      ['bildirim izni', ['var', 'yok']],
    ],
    en: [
      ['membership', ['Gold', 'Silver', 'Standard']],
      ['basket', ['2 items, TRY 3,198', '1 item, TRY 1,749', 'empty']],
      ['notifications', ['allowed', 'not allowed']],
    ],
  },
  wallet: {
    tr: [
      ['hesap türü', ['Onaylı', 'Temel']],
      ['kart', ['Sanal ve fiziksel', 'Sanal', 'yok']],
      ['ekran', ['Hareketler', 'Para gönder', 'Kartlarım']],
    ],
    en: [
      ['account', ['Verified', 'Basic']],
      ['card', ['Virtual and physical', 'Virtual', 'none']],
      ['screen', ['Transactions', 'Send money', 'My cards']],
    ],
  },
};

/** What the apps told of those who wrote from one. */
export const toldByApps = (chats: readonly Chat[]): Map<Person, ToldByApp> => {
  const random = new Random(SEED);
  const told = new Map<Person, ToldByApp>();
  for (const { customer, channel, startedAt } of chats) {
    const one = told.has(customer) ? undefined : toldBy(random, customer, channel, startedAt);
    if (one) told.set(customer, one);
  }
  return told;
};

const toldBy = (random: Random, { language }: Person, { type, product }: ChannelContent, startedAt: number): ToldByApp | undefined => {
  const phone = PHONES[type];
  if (!phone) return undefined;
  return {
    device: {
      id: new Ids(random).next(startedAt),
      installation: Buffer.from(random.bytes(8)).toString('hex'),
      osName: phone.osName,
      osVersion: random.pick(phone.versions),
      model: random.pick(phone.models),
      appVersion: random.pick(VERSIONS[product]),
    },
    attributes: ATTRIBUTES[product][language].map(([key, values]) => ({ key, value: random.pick(values), verified: false })),
  };
};
