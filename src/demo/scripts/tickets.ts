import type { Language } from '../../dialogues/people.js';
import { type Script, script } from '../../dialogues/script.js';
import { TicketPriority, TicketStatus } from '../../entities/enums.js';
import type { ProductKey } from '../company.js';

/** What happened to the ticket afterwards, in this order; hours count from the step before. */
export type TicketStep = { afterHours: number } & (
  | { kind: 'reply'; by: 'agent' | 'customer'; text: string }
  | { kind: 'status'; to: TicketStatus; by: 'agent' | 'system' }
  | { kind: 'priority'; to: TicketPriority }
);

export interface TicketStory {
  product: ProductKey;
  language: Language;
  script: Script;
  subject: string;
  /** So many days ago the chat took place. */
  daysAgo: number;
  steps: TicketStep[];
}

const replied = (afterHours: number, by: 'agent' | 'customer', text: string): TicketStep => ({ kind: 'reply', afterHours, by, text });
const moved = (afterHours: number, to: TicketStatus, by: 'agent' | 'system' = 'agent'): TicketStep => ({
  kind: 'status',
  afterHours,
  to,
  by,
});
const weighed = (afterHours: number, to: TicketPriority): TicketStep => ({ kind: 'priority', afterHours, to });

/** Six chats that could not be solved live. */
export const TICKET_STORIES: readonly TicketStory[] = [
  {
    product: 'shoes',
    language: 'tr',
    daysAgo: 41,
    subject: 'Kurumsal sipariş {order}: fatura farkı',
    script: script(
      'feedback',
      `
      C: {hello}, geçen ay şirketimiz adına verdiğimiz {order} siparişinin faturası eksik kesilmiş.
      A: {welcome} {wait}
      C: Faturada {amount} görünüyor, biz {amount2} fazlasını ödedik. Muhasebe ayı kapatamıyor.
      A: Görüyorum {address}. Fatura düzeltmesini muhasebe birimimiz yapıyor, sohbetten kapatamıyorum.
      C: Ne kadar sürer? Ay sonuna yetişmeli.
      A: Konuyu destek talebine çeviriyorum; yanıt {email} adresinize gelecek, yazışmamız da eklenecek.
      C: {thanks}`,
    ),
    steps: [
      weighed(1, TicketPriority.HIGH),
      replied(
        20,
        'agent',
        'Merhaba {address},\n\nfatura farkı doğrulandı. Düzeltme faturası {due} tarihinde e-fatura olarak iletilecek.\n\n{agent}, {brand}',
      ),
      moved(1, TicketStatus.WAITING),
      replied(52, 'customer', 'Fatura ulaştı, tutar doğru. Teşekkür ederiz.'),
      moved(3, TicketStatus.RESOLVED),
    ],
  },
  {
    product: 'wallet',
    language: 'tr',
    daysAgo: 27,
    subject: 'Yurt dışı işlem itirazı: {merchant}',
    script: script(
      'dispute',
      `
      C: {hello}, {merchant} adına yurt dışından {amount} çekilmiş, haberim yok.
      A: {welcome} Kartınızın son dört hanesini alabilir miyim?
      C: {last4}. Dün gece olmuş, ben uyuyordum.
      A: Kartı kapattım. Yurt dışı itirazlarında imzalı form gerekiyor, bunu e-posta ile yürütüyoruz.
      C: Formu nereden bulacağım?
      A: Destek talebinizi açtım, form {email} adresinize gelecek. Doldurup yanıtlamanız yeterli.
      C: Tamam, bekliyorum. {thanks}`,
    ),
    steps: [
      weighed(0.2, TicketPriority.URGENT),
      replied(
        0.5,
        'agent',
        'Merhaba {address},\n\nitiraz formu ektedir. İmzalayıp bu iletiyi yanıtlayarak gönderebilirsiniz. Dosya numaranız {code}.\n\n{agent}, {brand}',
      ),
      moved(0.1, TicketStatus.WAITING),
      replied(30, 'customer', 'Merhaba, formu imzalayıp ekledim. Kimlik fotokopisi de gerekiyor mu?'),
      replied(5, 'agent', 'Gerekmiyor, teşekkür ederiz. Dosyanız kart kuruluşuna iletildi; sonuç 30 gün içinde bildirilecek.'),
    ],
  },
  {
    product: 'shoes',
    language: 'tr',
    daysAgo: 19,
    subject: '{model}: garanti kararı',
    script: script(
      'faulty',
      `
      C: {hello}, garanti incelemesine gönderdiğim {model} "kullanıcı hatası" diye geri geldi. Kabul etmiyorum.
      A: {welcome} Sipariş numaranızı yazar mısınız, rapora bakayım.
      C: {order}. Tabanı kendiliğinden ayrıldı, ne hatası?
      A: {wait}
      A: Raporda aşınma yazıyor ama fotoğraflar yetersiz. Yeniden incelenmesini isteyebilirim, bu birkaç gün sürer.
      C: İsteyin lütfen. Fotoğraf da gönderebilirim.
      A: Destek talebi oluşturdum; {email} adresinize gelen iletiyi fotoğraflarla yanıtlayın.
      C: {thanks}
      A: {farewell}`,
    ),
    steps: [
      weighed(2, TicketPriority.NORMAL),
      replied(
        18,
        'agent',
        'Merhaba {address},\n\nyeniden inceleme talebiniz kaydedildi. Ayrılan bölgenin iki fotoğrafını bu iletiyi yanıtlayarak gönderebilir misiniz?\n\n{agent}, {brand}',
      ),
      replied(6, 'customer', 'Fotoğraflar ektedir.'),
      replied(40, 'agent', 'Kalite ekibimiz itirazınızı haklı buldu. {amount} tutarında yeni ürün hakkınız tanımlandı.'),
      moved(0.1, TicketStatus.RESOLVED),
      replied(70, 'customer', 'Tanımlanan hakkı sepette göremiyorum, kontrol eder misiniz?'),
      moved(0, TicketStatus.REOPENED, 'system'),
    ],
  },
  {
    product: 'wallet',
    language: 'en',
    daysAgo: 12,
    subject: 'Proof of account for a visa application',
    script: script(
      'feedback',
      `
      C: {hello}, I need a stamped letter with my balance for a visa application.
      A: {welcome} We can issue one, but it is signed by our operations team and sent by e-mail.
      C: The consulate wants the last three months on it too. My appointment is on {due}.
      A: {wait}
      C: {okay}
      A: I have opened a ticket for you. They will write to {email}, and this chat goes along with it.
      C: {thanks}
      A: {farewell}`,
    ),
    steps: [
      weighed(0.3, TicketPriority.HIGH),
      replied(
        4,
        'agent',
        'Dear {first},\n\nwhich language shall the letter be in, English or German? Please also confirm your name as in your passport.\n\n{agent}, {brand}',
      ),
      moved(0.1, TicketStatus.WAITING),
    ],
  },
  {
    product: 'wallet',
    language: 'tr',
    daysAgo: 5,
    subject: 'Vefat eden yakının hesabı',
    script: script(
      'login',
      `
      C: {hello}, babam vefat etti, Balya hesabındaki parayı nasıl alabiliriz?
      A: {welcome} Başınız sağ olsun. Bu süreçte size yardımcı olacağız.
      C: Sağ olun. Veraset ilamı çıktı, kardeşimle iki mirasçıyız.
      A: Belgeleri hukuk birimimiz inceliyor. Güvenli şekilde alabilmek için e-posta ile ilerliyoruz.
      C: Hangi belgeler gerekiyor?
      A: Veraset ilamı, vergi dairesi yazısı ve kimlikler. Listeyi {email} adresinize gönderecekler.
      C: Listeyi bekliyorum. {thanks}`,
    ),
    steps: [
      weighed(0.5, TicketPriority.NORMAL),
      replied(
        15,
        'agent',
        'Merhaba {address},\n\ntekrar başınız sağ olsun. Gerekli belgelerin listesi ve güvenli yükleme adresi aşağıdadır. Sorularınız için bu iletiyi yanıtlayabilirsiniz.\n\n{agent}, {brand}',
      ),
    ],
  },
  {
    product: 'shoes',
    language: 'en',
    daysAgo: 2,
    subject: 'Parcel {tracking} damaged by water',
    script: script(
      'faulty',
      `
      C: {hello}, my parcel {tracking} arrived soaked, the {model} inside are ruined.
      A: {welcome} I am sorry, that should not happen. Did you sign for it?
      C: Yes, I only saw it after opening. Order {order}.
      A: {wait}
      A: We need a damage report from {carrier}, and they answer by e-mail only.
      C: So what happens next?
      A: I have turned this chat into a ticket. You will hear from us at {email}, and you need not send anything back.
      C: {thanks}`,
    ),
    steps: [],
  },
];
