import type { Random } from './random.js';

export type Language = 'tr' | 'en';

export interface Person {
  first: string;
  name: string;
  /** How one addresses them: `Elif Hanım`, `Sarah`. */
  address: string;
  email: string;
  language: Language;
}

const TURKISH_WOMEN = `Ayşe Fatma Emine Hatice Zehra Merve Büşra Esra Gamze Özge İrem Ebru Pınar Sevgi Tuğba Aslı Ceren Derya Gülşen Şule Melis Nazlı Ece Yasemin Sibel`;
const TURKISH_MEN = `Ahmet Mustafa Ali Hüseyin İbrahim Murat Emre Onur Serkan Oğuz Kerem Tolga Volkan Yusuf Barış Cem Umut Halil Kadir Sinan Gökhan Uğur Furkan Ömer Tarık`;
const TURKISH_LAST = `Yıldız Çetin Koç Kurt Özkan Şimşek Polat Aksoy Erdoğan Güneş Bulut Keskin Ünal Taş Avcı Işık Tekin Çakır Yavuz Sarı Karaca Bozkurt Ateş Uçar Demirel Toprak Gündüz Sezer Alkan Ergin Ilgaz Duman`;
const ENGLISH_FIRST = `Sarah Michael Anna Daniel Laura Thomas Olga Peter Hannah Lucas Sofia Adam Julia Marco Chloe Nina Robert Grace Ivan Megan Omar Leila Patrick Claire`;
const ENGLISH_LAST = `Miller Novak Fischer Clarke Rossi Hughes Petrov Larsen Dubois Walsh Haddad Morgan Schmidt Kovacs Reed Jansen Turner Silva Byrne Hale Lindqvist Foster`;

const list = (words: string): string[] => words.split(' ');
const WOMEN = list(TURKISH_WOMEN);
const MEN = list(TURKISH_MEN);
const LAST = list(TURKISH_LAST);
const FOREIGN = list(ENGLISH_FIRST);
const FOREIGN_LAST = list(ENGLISH_LAST);

const plain = (name: string): string =>
  name
    .toLocaleLowerCase('tr')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');

/** Reserved domains (RFC 2606): no mail to a demo customer can reach anybody. */
const addressAt = (random: Random, first: string, last: string): string => {
  const [one, other] = [plain(first), plain(last)];
  const local = random.pick([
    `${one}.${other}`,
    `${one}${other}${random.whole(70, 99)}`,
    `${one[0]}${other}`,
    `${other}.${one}${random.whole(1, 9)}`,
  ]);
  return `${local}@${random.pick(['posta.example', 'example.com', 'example.net', 'example.org'])}`;
};

export const somebody = (random: Random, language: Language): Person => {
  const woman = random.chance(0.5);
  const first = random.pick(language === 'en' ? FOREIGN : woman ? WOMEN : MEN);
  const last = random.pick(language === 'en' ? FOREIGN_LAST : LAST);
  const address = language === 'en' ? first : `${first} ${woman ? 'Hanım' : 'Bey'}`;
  return { first, name: `${first} ${last}`, address, email: addressAt(random, first, last), language };
};
