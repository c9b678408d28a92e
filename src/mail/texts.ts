import { MailLanguage, MailPurpose } from '../entities/mail-enums.js';

export interface MailText {
  subject: string;
  body: string;
}

/** What stands for something in a text, as `{{name}}`, and what that is. */
export const VARIABLES = {
  number: 'the ticket’s number',
  subject: 'what the ticket is about',
  customer: 'the customer’s name',
  product: 'the product’s name',
  agent: 'the agent’s name',
  reply: 'the agent’s answer',
  transcript: 'the conversation, line by line',
} as const;
export type Variable = keyof typeof VARIABLES;

const ofBoth: readonly Variable[] = ['number', 'subject', 'customer', 'product', 'agent'];
export const ALLOWED: Record<MailPurpose, readonly Variable[]> = {
  [MailPurpose.CONFIRMATION]: [...ofBoth, 'transcript'],
  [MailPurpose.REPLY]: [...ofBoth, 'reply'],
};
/** Without which a mail would not say what it is for. */
export const REQUIRED: Record<MailPurpose, Variable> = { [MailPurpose.CONFIRMATION]: 'number', [MailPurpose.REPLY]: 'reply' };

/** The words of a product that has not written its own. */
export const DEFAULT_TEXTS: Record<MailPurpose, Record<MailLanguage, MailText>> = {
  [MailPurpose.CONFIRMATION]: {
    [MailLanguage.TR]: {
      subject: '{{subject}} (#{{number}})',
      body: `Merhaba {{customer}},

Talebinizi aldık. Destek talebi numaranız: {{number}}

Ekibimiz konuyu inceliyor. Yanıtımızı bu adrese e-postayla göndereceğiz. Eklemek istediğiniz bir şey olursa bu e-postayı yanıtlamanız yeterli.

{{product}}

Görüşmeniz:

{{transcript}}`,
    },
    [MailLanguage.EN]: {
      subject: '{{subject}} (#{{number}})',
      body: `Hello {{customer}},

We have your request. Your ticket number is {{number}}.

Our team is looking into it. Our answer will come to this address by e-mail. If you would like to add something, just reply to this mail.

{{product}}

Your conversation:

{{transcript}}`,
    },
  },
  [MailPurpose.REPLY]: {
    [MailLanguage.TR]: {
      subject: 'Re: {{subject}} (#{{number}})',
      body: `Merhaba {{customer}},

{{reply}}

{{agent}}
{{product}}`,
    },
    [MailLanguage.EN]: {
      subject: 'Re: {{subject}} (#{{number}})',
      body: `Hello {{customer}},

{{reply}}

{{agent}}
{{product}}`,
    },
  },
};

/** In the place of a name that nobody has seen yet. */
export const UNNAMED: Record<MailLanguage, string> = { [MailLanguage.TR]: 'değerli müşterimiz', [MailLanguage.EN]: 'dear customer' };

/** A customer’s language is a BCP 47 tag; mails know two. */
export const mailLanguageOf = (tag: string | null, otherwise: MailLanguage): MailLanguage => {
  const word = tag?.split('-')[0]?.toLowerCase();
  if (word === 'tr') return MailLanguage.TR;
  return word === 'en' ? MailLanguage.EN : otherwise;
};
