import type { Language } from '../../dialogues/people.js';

/** The three who wait when the demo begins, the longest waiting first. */
export const WAITING: readonly { channel: string; language: Language; minutesAgo: number; lines: readonly string[] }[] = [
  {
    channel: 'demo-web',
    language: 'tr',
    minutesAgo: 7,
    lines: [
      '{hello}, {order} numaralı siparişimi iade etmek istiyorum, nasıl yapacağım?',
      'Kutusunu attım ama etiketi duruyor, sorun olur mu?',
      'Bugün kargoya vermem lazım, yarın şehir dışındayım.',
    ],
  },
  {
    channel: 'demo-balya-ios',
    language: 'tr',
    minutesAgo: 4,
    lines: ['{hello}, {merchant} ödemem iki kez çekilmiş görünüyor: {amount2}.', 'Ekran görüntüsü de atabilirim.'],
  },
  {
    channel: 'demo-web',
    language: 'en',
    minutesAgo: 2,
    lines: ['{hello}, do you have the {model} in {colour}, size {size}, in your {city} store?'],
  },
];
