import { registerEnumType } from 'type-graphql';

export enum MailPurpose {
  CONFIRMATION = 'CONFIRMATION',
  REPLY = 'REPLY',
}
registerEnumType(MailPurpose, {
  name: 'MailPurpose',
  description: 'What a mail to a ticket’s requester is for.',
  valuesConfig: {
    CONFIRMATION: { description: 'The conversation became a ticket: its number, what happens next, the transcript.' },
    REPLY: { description: 'An agent’s answer.' },
  },
});

export enum MailState {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  FAILED = 'FAILED',
}
registerEnumType(MailState, {
  name: 'MailState',
  description: 'How far a mail to a ticket’s requester is.',
  valuesConfig: {
    QUEUED: { description: 'It waits to be sent, or to be tried again: `reason` then says why.' },
    SENT: { description: 'The product’s mail server took it. Whether it was delivered only a later refusal tells: then it is FAILED.' },
    FAILED: { description: 'It was refused for good, or given up after two days: `reason` says why. Retry it with `retryTicketMail`.' },
  },
});

export enum MailLanguage {
  TR = 'TR',
  EN = 'EN',
}
registerEnumType(MailLanguage, {
  name: 'MailLanguage',
  description: 'A language in which mails are written.',
  valuesConfig: { TR: { description: 'Türkçe.' }, EN: { description: 'English.' } },
});

export enum MailPreset {
  GMAIL = 'GMAIL',
  YANDEX = 'YANDEX',
  OUTLOOK = 'OUTLOOK',
  CUSTOM = 'CUSTOM',
}
registerEnumType(MailPreset, {
  name: 'MailPreset',
  description: 'Whose mail server sends. A preset knows host, port and security, as its provider documents them.',
  valuesConfig: {
    GMAIL: {
      description:
        'Gmail and Google Workspace: smtp.gmail.com, 465, TLS; the password is an app password. https://support.google.com/a/answer/176600',
    },
    YANDEX: {
      description:
        'Yandex Mail: smtp.yandex.com, 465, TLS; the password is an app password. https://yandex.com/support/yandex-360/customers/mail/en/mail-clients/others',
    },
    OUTLOOK: {
      description:
        'Microsoft 365: smtp.office365.com, 587, STARTTLS; SMTP AUTH must be on for the mailbox. https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
    },
    CUSTOM: { description: 'Any SMTP server: `host`, `port` and `security` are given.' },
  },
});

export enum MailSecurity {
  TLS = 'TLS',
  STARTTLS = 'STARTTLS',
  NONE = 'NONE',
}
registerEnumType(MailSecurity, {
  name: 'MailSecurity',
  description: 'How the connection to the mail server is kept private.',
  valuesConfig: {
    TLS: { description: 'Encrypted from the first byte; usually port 465.' },
    STARTTLS: { description: 'Encrypted before anything is told; refused when the server cannot. Usually port 587.' },
    NONE: { description: 'Not encrypted: only for a server on the same machine or a private network. The password is sent as it is.' },
  },
});

export enum TicketType {
  QUESTION = 'QUESTION',
  PROBLEM = 'PROBLEM',
  REQUEST = 'REQUEST',
  COMPLAINT = 'COMPLAINT',
  SUGGESTION = 'SUGGESTION',
}
registerEnumType(TicketType, {
  name: 'TicketType',
  description: 'What kind of matter a ticket is.',
  valuesConfig: {
    QUESTION: { description: 'Soru: somebody wants to know something.' },
    PROBLEM: { description: 'Sorun: something does not work.' },
    REQUEST: { description: 'Talep: somebody wants something done.' },
    COMPLAINT: { description: 'Şikâyet: somebody is not content.' },
    SUGGESTION: { description: 'Öneri: somebody has an idea.' },
  },
});
