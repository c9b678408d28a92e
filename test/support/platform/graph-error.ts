import { randomBytes } from 'node:crypto';

export interface GraphError {
  /** Of the answer. */
  status: number;
  code: number;
  subcode?: number;
  type?: string;
  message: string;
  /** In words; only the WhatsApp part of the API has it, as `error_data.details`. */
  details?: string;
  isTransient?: boolean;
  retryAfterSeconds?: number;
}

/** What is refused, as the one who asked is told it. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';

  constructor(readonly error: GraphError) {
    super(error.message);
  }
}

type Known = Omit<GraphError, 'code'>;

/**
 * https://developers.facebook.com/docs/graph-api/guides/error-handling
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 * https://developers.facebook.com/docs/messenger-platform/error-codes
 */
const KNOWN: Record<number, Known> = {
  1: { status: 500, message: 'An unknown error occurred', isTransient: true },
  2: { status: 503, message: 'Service temporarily unavailable', isTransient: true },
  4: { status: 429, message: '(#4) Application request limit reached', isTransient: true },
  10: { status: 403, message: '(#10) Application does not have permission for this action' },
  100: { status: 400, message: '(#100) Invalid parameter' },
  104: { status: 401, message: 'An access token is required to request this resource.' },
  190: { status: 401, message: 'Invalid OAuth access token - Cannot parse access token' },
  230: { status: 403, message: '(#230) User consent is required to access user profile' },
  368: { status: 403, message: '(#368) The action attempted has been deemed abusive or is otherwise disallowed' },
  551: { status: 400, message: "(#551) This person isn't available right now." },
  613: { status: 429, message: '(#613) Calls to this API have exceeded the rate limit.' },
  1200: { status: 500, message: '(#1200) Temporary send message failure. Please try again later.', isTransient: true },
  2500: { status: 400, message: 'Unknown path components' },
  80007: { status: 429, message: '(#80007) Rate limit issues', details: 'The WhatsApp Business Account has reached its rate limit.' },
  130429: {
    status: 429,
    message: '(#130429) Rate limit hit',
    details: 'Message failed to send because there were too many messages sent from this phone number in a short period of time',
  },
  131000: { status: 500, message: '(#131000) Something went wrong', details: 'Message failed to send due to an unknown error.' },
  131008: { status: 400, message: '(#131008) Required parameter is missing' },
  131009: { status: 400, message: '(#131009) Parameter value is not valid' },
  131016: { status: 503, message: '(#131016) Service unavailable', details: 'A service is temporarily unavailable.' },
  131026: { status: 400, message: '(#131026) Message undeliverable', details: 'Message Undeliverable.' },
  131047: {
    status: 400,
    message: '(#131047) Re-engagement message',
    details: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
  131053: { status: 400, message: '(#131053) Media upload error' },
  131056: {
    status: 429,
    message: '(#131056) (Business Account, Consumer Account) pair rate limit hit',
    details: 'Message failed to send because there were too many messages sent from this phone number to the same phone number.',
  },
  132000: { status: 400, message: '(#132000) Number of parameters does not match the expected number of params' },
  132001: { status: 404, message: '(#132001) Template name does not exist in the translation' },
  132012: { status: 400, message: '(#132012) Parameter format does not match format in the created template' },
  132015: { status: 400, message: '(#132015) Template is paused', details: 'Template is paused due to low quality.' },
  132016: { status: 400, message: '(#132016) Template is disabled', details: 'Template has been paused too many times.' },
  132018: { status: 400, message: '(#132018) There is an issue with the parameters in your template' },
};

/** The error of a code as the documentation words it, with what is particular about it. */
export const graphError = (code: number, particular: Partial<GraphError> = {}): GraphError => ({
  ...(KNOWN[code] ?? { status: 400, message: `(#${code}) Error` }),
  ...particular,
  code,
});

export const refuse = (code: number, particular: Partial<GraphError> = {}): never => {
  throw new GraphRefusal(graphError(code, particular));
};

/** A parameter is wrong, which is all that code 100 says. */
export const invalid = (words: string, particular: Partial<GraphError> = {}): never =>
  refuse(100, { message: `(#100) ${words}`, ...particular });

/** The title of a code, without its number: what statuses carry. */
export const titleOf = ({ message }: GraphError): string => message.replace(/^\(#\d+\) /, '');

export const errorBody = ({ message, type = 'OAuthException', code, subcode, details, isTransient }: GraphError, ofWhatsApp: boolean) => ({
  error: {
    message,
    type,
    code,
    ...(subcode !== undefined && { error_subcode: subcode }),
    ...(isTransient && { is_transient: true }),
    ...(ofWhatsApp && details && { error_data: { messaging_product: 'whatsapp', details } }),
    fbtrace_id: `A${randomBytes(16).toString('base64url')}`,
  },
});
