/** What went wrong with a mail server, in words, and whether trying again could help. */
export interface SmtpFault {
  words: string;
  permanent: boolean;
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
  message?: string;
}

const LONGEST = 500;
/** What the server said, as one line that can be shown. */
const said = ({ response, message }: SmtpError): string =>
  (response ?? message ?? '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);

const answered = (error: SmtpError, words: string, permanent: boolean): SmtpFault => ({
  words: `${words} It said: ${said(error)}`,
  permanent,
});

const CERTIFICATE = /certificate|self[- ]signed|altnames|CERT_|UNABLE_TO_VERIFY/i;
const WRONG_SECURITY = /wrong version number|packet length too long|SSL routines/i;

const connectionFault = (error: SmtpError): SmtpFault | null => {
  const message = error.message ?? '';
  if (CERTIFICATE.test(message)) {
    return { words: `The mail server’s certificate is not to be trusted, so nothing was sent: ${said(error)}`, permanent: true };
  }
  if (WRONG_SECURITY.test(message)) {
    return { words: 'The mail server does not speak TLS on this port: STARTTLS may be what it wants (usually port 587).', permanent: true };
  }
  // nodemailer gives all of a socket's errors one code; which it was stands in the words.
  switch (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/.exec(message)?.[1] ?? error.code) {
    case 'EDNS':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { words: 'The mail server’s host name cannot be found. Look at `host`.', permanent: false };
    case 'ECONNREFUSED':
      return { words: 'The mail server refuses connections on this port. Look at `host` and `port`.', permanent: false };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return { words: 'The mail server did not answer in time. Look at `host`, `port` and firewalls.', permanent: false };
    case 'ETLS':
      return {
        words: `An encrypted connection cannot be made with this server and port. Look at \`security\`: ${said(error)}`,
        permanent: true,
      };
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'ECONNRESET':
    case 'EPROTOCOL':
      return { words: `The connection to the mail server failed: ${said(error)}`, permanent: false };
    default:
      return null;
  }
};

/** 5xx is for good, 4xx is for now (RFC 5321, 4.2.1); what the server did not say is for now. */
export const explainSmtp = (thrown: unknown): SmtpFault => {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }) as SmtpError;
  const permanent = (error.responseCode ?? 0) >= 500;
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') {
    const forGood = permanent || error.responseCode === undefined;
    return answered(error, 'The mail server did not accept user name and password (some providers want an app password).', forGood);
  }
  if (error.responseCode !== undefined && error.code !== 'ETLS') {
    if (error.command === 'RCPT TO') return answered(error, 'The mail server refused the recipient.', permanent);
    if (error.command === 'MAIL FROM') return answered(error, 'The mail server refused the sender. Look at `fromAddress`.', permanent);
    return answered(error, 'The mail server refused the mail.', permanent);
  }
  return connectionFault(error) ?? { words: `The mail could not be sent: ${said(error)}`, permanent: error.code === 'EENVELOPE' };
};
