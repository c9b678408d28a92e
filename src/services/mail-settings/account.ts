import type { SecretBox } from '../../auth/secret-box.js';
import type { MailSettings } from '../../entities/mail-settings.js';
import type { SmtpAccount } from '../../mail/smtp.js';

/** The settings as the mail server wants them, the password opened. */
export const accountOf = ({ host, port, security, userName, passwordSealed }: MailSettings, box: SecretBox): SmtpAccount => ({
  host,
  port,
  security,
  userName,
  password: passwordSealed && box.open(passwordSealed),
});
