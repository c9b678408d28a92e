import type { TopicKey } from '../dialogues/script.js';
import { ChannelType } from '../entities/enums.js';

// What the demo company consists of. The keys tie the lists together; the brands, people and addresses are invented.

export const COMPANY = 'Sohbet Demo';

export type ProductKey = 'shoes' | 'wallet';

export const PRODUCTS: readonly { key: ProductKey; name: string; reactivationHours: number }[] = [
  { key: 'shoes', name: 'Karınca Ayakkabı', reactivationHours: 24 },
  { key: 'wallet', name: 'Balya Cüzdan', reactivationHours: 48 },
];

export interface ChannelContent {
  /** The public key too. */
  key: string;
  product: ProductKey;
  type: ChannelType;
  name: string;
  siteAddress?: string;
  phoneNumber?: string;
  accountName?: string;
  appName?: string;
  connected: boolean;
}

export const CHANNELS: readonly ChannelContent[] = [
  {
    key: 'demo-web',
    product: 'shoes',
    type: ChannelType.WEB_CHAT,
    name: 'Karınca web sitesi',
    siteAddress: 'https://www.karinca.example',
    connected: true,
  },
  {
    key: 'demo-android',
    product: 'shoes',
    type: ChannelType.IN_APP_ANDROID,
    name: 'Karınca Android',
    appName: 'example.karinca.magaza',
    connected: true,
  },
  {
    key: 'demo-whatsapp',
    product: 'shoes',
    type: ChannelType.WHATSAPP,
    name: 'Karınca WhatsApp',
    phoneNumber: '+908505550100',
    connected: false,
  },
  {
    key: 'demo-instagram',
    product: 'shoes',
    type: ChannelType.INSTAGRAM,
    name: 'Karınca Instagram',
    accountName: 'karinca.ayakkabi',
    connected: false,
  },
  {
    key: 'demo-messenger',
    product: 'shoes',
    type: ChannelType.MESSENGER,
    name: 'Karınca Messenger',
    accountName: 'Karınca Ayakkabı',
    connected: false,
  },
  {
    key: 'demo-balya-web',
    product: 'wallet',
    type: ChannelType.WEB_CHAT,
    name: 'Balya web sitesi',
    siteAddress: 'https://www.balya.example',
    connected: true,
  },
  {
    key: 'demo-balya-ios',
    product: 'wallet',
    type: ChannelType.IN_APP_IOS,
    name: 'Balya iOS',
    appName: 'example.balya.cuzdan',
    connected: true,
  },
  {
    key: 'demo-balya-android',
    product: 'wallet',
    type: ChannelType.IN_APP_ANDROID,
    name: 'Balya Android',
    appName: 'example.balya.cuzdan',
    connected: true,
  },
];

/** The oldest group of a channel is where its conversations are routed to, so the order counts. */
export const GROUPS: readonly { name: string; channels: readonly string[]; members: readonly string[] }[] = [
  { name: 'Sipariş ve Kargo', channels: ['demo-web', 'demo-android', 'demo-whatsapp'], members: ['ayse', 'mehmet', 'burak', 'selin'] },
  {
    name: 'İade ve Değişim',
    channels: ['demo-web', 'demo-android', 'demo-instagram', 'demo-messenger'],
    members: ['elif', 'ayse', 'zeynep'],
  },
  {
    name: 'Kart ve Hesap',
    channels: ['demo-balya-web', 'demo-balya-ios', 'demo-balya-android'],
    members: ['can', 'hakan', 'zeynep', 'selin'],
  },
  {
    name: 'English Desk',
    channels: ['demo-web', 'demo-android', 'demo-balya-web', 'demo-balya-ios', 'demo-balya-android'],
    members: ['emily', 'james', 'oliver', 'can'],
  },
];

/** Two levels; without a product a topic serves both. */
export const TOPICS: readonly { name: string; product?: ProductKey; below: readonly { key: TopicKey; name: string }[] }[] = [
  {
    name: 'Sipariş ve kargo',
    product: 'shoes',
    below: [
      { key: 'tracking', name: 'Kargo takibi' },
      { key: 'address', name: 'Adres değişikliği' },
      { key: 'cancel', name: 'Sipariş iptali' },
    ],
  },
  {
    name: 'İade ve değişim',
    product: 'shoes',
    below: [
      { key: 'return', name: 'İade' },
      { key: 'size', name: 'Numara değişimi' },
      { key: 'faulty', name: 'Kusurlu ürün' },
    ],
  },
  {
    name: 'Kart ve para',
    product: 'wallet',
    below: [
      { key: 'card', name: 'Kart işlemleri' },
      { key: 'transfer', name: 'Para transferi' },
      { key: 'dispute', name: 'İşlem itirazı' },
    ],
  },
  {
    name: 'Hesap ve genel',
    below: [
      { key: 'login', name: 'Giriş ve şifre' },
      { key: 'feedback', name: 'Öneri ve şikâyet' },
    ],
  },
];
