import { registerEnumType } from 'type-graphql';

export enum TemplateStatus {
  APPROVED = 'APPROVED',
  PENDING = 'PENDING',
  IN_APPEAL = 'IN_APPEAL',
  REJECTED = 'REJECTED',
  PAUSED = 'PAUSED',
  DISABLED = 'DISABLED',
  ARCHIVED = 'ARCHIVED',
  DELETED = 'DELETED',
  LIMIT_EXCEEDED = 'LIMIT_EXCEEDED',
  OTHER = 'OTHER',
}
registerEnumType(TemplateStatus, {
  name: 'TemplateStatus',
  description: 'What WhatsApp says of a template. Only an APPROVED one can be sent.',
  valuesConfig: {
    APPROVED: { description: 'It can be sent.' },
    PENDING: { description: 'WhatsApp looks at it.' },
    IN_APPEAL: { description: 'It was rejected, and WhatsApp looks at it again.' },
    REJECTED: { description: 'WhatsApp refused it: `reason` says why.' },
    PAUSED: { description: 'It was stopped for some hours, because customers complained of it.' },
    DISABLED: { description: 'It was stopped for good, because customers complained of it.' },
    ARCHIVED: { description: 'It was put aside at WhatsApp.' },
    DELETED: { description: 'It was deleted at WhatsApp, or is about to be.' },
    LIMIT_EXCEEDED: { description: 'The business account has as many templates as it may.' },
    OTHER: { description: 'WhatsApp says something that is not known here.' },
  },
});

export enum TemplateCategory {
  MARKETING = 'MARKETING',
  UTILITY = 'UTILITY',
  AUTHENTICATION = 'AUTHENTICATION',
  OTHER = 'OTHER',
}
registerEnumType(TemplateCategory, {
  name: 'TemplateCategory',
  description: 'What a template is for; WhatsApp’s prices depend on it.',
  valuesConfig: {
    MARKETING: { description: 'Offers and news.' },
    UTILITY: { description: 'About something the customer did or agreed to: an order, an appointment, a ticket.' },
    AUTHENTICATION: { description: 'A code with which the customer proves who they are.' },
    OTHER: { description: 'A category that is not known here.' },
  },
});

export enum TemplatePlace {
  HEADER = 'HEADER',
  BODY = 'BODY',
  BUTTON = 'BUTTON',
}
registerEnumType(TemplatePlace, {
  name: 'TemplatePlace',
  description: 'Where in a template a variable stands.',
  valuesConfig: {
    HEADER: { description: 'In the header, or what the header shows.' },
    BODY: { description: 'In the body.' },
    BUTTON: { description: 'In a button: the end of its address, or the code it copies.' },
  },
});

export enum TemplateVariableKind {
  TEXT = 'TEXT',
  IMAGE_URL = 'IMAGE_URL',
  VIDEO_URL = 'VIDEO_URL',
  DOCUMENT_URL = 'DOCUMENT_URL',
  LATITUDE = 'LATITUDE',
  LONGITUDE = 'LONGITUDE',
  URL_PART = 'URL_PART',
  CODE = 'CODE',
}
registerEnumType(TemplateVariableKind, {
  name: 'TemplateVariableKind',
  description: 'What a variable of a template takes.',
  valuesConfig: {
    TEXT: { description: 'Text on one line, without tabs and without more than four spaces in a row.' },
    IMAGE_URL: { description: 'The https address of a JPEG or PNG, at most 5 MB, from which WhatsApp fetches it.' },
    VIDEO_URL: { description: 'The https address of an MP4 or 3GPP, at most 16 MB, from which WhatsApp fetches it.' },
    DOCUMENT_URL: { description: 'The https address of a document, at most 100 MB, from which WhatsApp fetches it.' },
    LATITUDE: { description: 'Degrees from -90 to 90, with a decimal point.' },
    LONGITUDE: { description: 'Degrees from -180 to 180, with a decimal point.' },
    URL_PART: { description: 'What stands at the place of the variable in the address of a button, without white space.' },
    CODE: { description: 'Letters and digits, 1 to 20.' },
  },
});
