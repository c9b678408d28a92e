import { clockOf, DAY, IN_ISTANBUL, MINUTE } from './clock.js';
import type { Language, Person } from './people.js';
import type { Random } from './random.js';

const CITIES = [
  'İstanbul',
  'Ankara',
  'İzmir',
  'Bursa',
  'Antalya',
  'Isparta',
  'Eskişehir',
  'Şanlıurfa',
  'Trabzon',
  'Çanakkale',
  'Iğdır',
  'Muğla',
  'Kayseri',
];
const STREETS = [
  'Çınar Sokak',
  'Gül Sokak',
  'İstiklal Caddesi',
  'Ihlamur Sokak',
  'Menekşe Sokak',
  'Kırlangıç Caddesi',
  'Değirmen Yolu',
  'Şehitler Caddesi',
];
const CARRIERS = ['Ulak Kargo', 'Menzil Kargo', 'Turna Kargo'];
const BANKS = ['Meriç Bank', 'Yeditepe Bankası', 'Anka Bank', 'Kervan Bankası'];
const MERCHANTS = [
  'Papatya Market',
  'Kitap Limanı',
  'Fındık Kafe',
  'Göl Eczanesi',
  'Lodos Petrol',
  'Mavi Sinema',
  'Çarşı Elektronik',
  'PixelGarden',
];
const MODELS: Record<Language, readonly string[]> = {
  tr: [
    'Rüzgâr koşu ayakkabısı',
    'Yayla botu',
    'Liman sneaker',
    'Kıvılcım krampon',
    'Pamuk babet',
    'Doruk trekking botu',
    'Sahil sandaleti',
    'Mekik günlük ayakkabı',
  ],
  en: ['Rüzgâr running shoes', 'Yayla boots', 'Liman sneakers', 'Doruk hiking boots', 'Sahil sandals', 'Mekik loafers'],
};
const COLOURS: Record<Language, readonly string[]> = {
  tr: ['siyah', 'beyaz', 'lacivert', 'bej', 'haki', 'bordo', 'gri'],
  en: ['black', 'white', 'navy', 'sand', 'olive', 'burgundy', 'grey'],
};

const formats = (locale: string) => ({
  date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...IN_ISTANBUL }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', ...IN_ISTANBUL }),
  money: new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }),
});
const FORMATS: Record<Language, ReturnType<typeof formats>> = { tr: formats('tr-TR'), en: formats('en-GB') };

export interface FactsOf {
  customer: Person;
  brand: string;
  startedAt: Date;
}

export type Facts = Record<string, string>;

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.whole(0, 9)).join('');

/** What a conversation is about, the same wherever its script names it. */
export const factsOf = (random: Random, { customer, brand, startedAt }: FactsOf): Facts => {
  const { language } = customer;
  const { date, weekday, money } = FORMATS[language];
  const away = (days: number): Date => new Date(startedAt.getTime() + days * DAY);
  const price = (least: number, most: number): string => `${money.format(random.whole(least, most) + random.pick([0, 0.5, 0.9, 0.99]))} TL`;
  const due = away(random.whole(1, 4));
  const size = random.whole(36, 45);
  return {
    ...{ first: customer.first, address: customer.address, email: customer.email, brand },
    ...{ order: `KR-${random.whole(10_000, 99_999)}`, tracking: `${digits(random, 4)} ${digits(random, 4)} ${digits(random, 2)}` },
    ...{
      code: `${random.pick(['A', 'D', 'K', 'T'])}${random.whole(1000, 9999)}`,
      last4: digits(random, 4),
      version: `4.${random.whole(6, 14)}.${random.whole(0, 4)}`,
    },
    ...{ amount: price(600, 4_800), amount2: price(60, 900), fee: `${random.whole(1, 10) * 50} TL`, charge: price(5, 25) },
    ...{ size: String(size), size2: String(size + 1), days: String(random.whole(2, 5)) },
    ...{ model: random.pick(MODELS[language]), colour: random.pick(COLOURS[language]) },
    ...{ city: random.pick(CITIES), street: `${random.pick(STREETS)} No: ${random.whole(1, 88)}` },
    ...{ carrier: random.pick(CARRIERS), bank: random.pick(BANKS), merchant: random.pick(MERCHANTS) },
    ...{ ordered: date.format(away(-random.whole(5, 9))), shipped: date.format(away(-random.whole(2, 4))) },
    ...{ due: date.format(due), weekday: weekday.format(due) },
    ...{
      hour: clockOf(new Date(startedAt.getTime() - random.whole(12, 150) * MINUTE)),
      later: `${random.whole(14, 18)}:${random.pick(['00', '30'])}`,
      phone: `0500 555 ${digits(random, 2)} ${digits(random, 2)}`,
    },
  };
};

const MOST_EXPANSIONS = 20;

/** Fills phrases, chooses among alternatives and puts the facts in. */
export const render = (random: Random, template: string, facts: Facts): string => {
  let text = template;
  for (let expanded = 0; /[[{]/.test(text); expanded++) {
    if (expanded === MOST_EXPANSIONS) throw new Error(`cannot be filled: ${text}`);
    text = text
      .replace(/\{(\w+)\}/g, (slot, name: string) => facts[name] ?? unknown(slot, template))
      .replace(/\[([^[\]]*)\]/g, (_, alternatives: string) => random.pick(alternatives.split('|')));
  }
  return text
    .trimEnd()
    .replace(/ {2,}/g, ' ')
    .replace(/([?!])\./g, '$1');
};

const unknown = (slot: string, template: string): never => {
  throw new Error(`${slot} is no fact and no phrase: ${template}`);
};
