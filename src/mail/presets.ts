import { MailPreset, MailSecurity } from '../entities/mail-enums.js';

export interface SmtpServer {
  host: string;
  port: number;
  security: MailSecurity;
}

/** As the providers document them; the pages are named at MailPreset. */
export const PRESETS: Record<Exclude<MailPreset, MailPreset.CUSTOM>, SmtpServer> = {
  [MailPreset.GMAIL]: { host: 'smtp.gmail.com', port: 465, security: MailSecurity.TLS },
  [MailPreset.YANDEX]: { host: 'smtp.yandex.com', port: 465, security: MailSecurity.TLS },
  [MailPreset.OUTLOOK]: { host: 'smtp.office365.com', port: 587, security: MailSecurity.STARTTLS },
};
