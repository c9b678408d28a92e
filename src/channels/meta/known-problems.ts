import type { ProblemKind } from './problems.js';

export interface KnownProblem {
  kind: ProblemKind;
  /** For an agent or a supervisor: what happened, and what can be done. */
  words: string;
}

const wait = (words: string): KnownProblem => ({ kind: 'TRANSIENT', words });
const slow = (words: string): KnownProblem => ({ kind: 'RATE_LIMITED', words });
const never = (words: string): KnownProblem => ({ kind: 'PERMANENT', words });
const token = (words: string): KnownProblem => ({ kind: 'BAD_TOKEN', words });
const closed = (words: string): KnownProblem => ({ kind: 'WINDOW_CLOSED', words });

const RENEW = 'A supervisor must connect the channel again with a valid access token.';
const NOT_REACHED = 'The customer cannot be reached: they blocked the account, left the platform, or cannot receive messages now.';
const SETUP = 'A supervisor must look at the account in Meta’s business settings.';

/** https://developers.facebook.com/docs/graph-api/guides/error-handling, common to all platforms. */
const GRAPH: [string, KnownProblem][] = [
  ['0', token(`The platform does not accept the channel’s access token. ${RENEW}`)],
  ['1', wait('The platform failed for a reason it does not name; it is tried again.')],
  ['2', wait('The platform is not available at the moment; it is tried again.')],
  ['3', token(`The channel’s access token lacks a permission that this needs. ${RENEW}`)],
  ['4', slow('The company’s app has made too many calls; it is tried again later.')],
  ['10', token(`The channel’s access token lacks a permission that this needs, or has lost it. ${RENEW}`)],
  ['17', slow('Too many calls were made with the channel’s access token; it is tried again later.')],
  ['32', slow('Too many calls were made for this page; it is tried again later.')],
  ['33', never(`The account or record named does not exist, or the access token may not see it. ${SETUP}`)],
  ['100', never('The platform does not accept something in this message.')],
  ['102', token(`The channel’s access token is no longer valid. ${RENEW}`)],
  ['104', token(`The platform wants an access token, or the proof that it is the app’s own. ${RENEW}`)],
  ['190', token(`The channel’s access token has expired, was withdrawn, or is wrong. ${RENEW}`)],
  ['341', slow('The platform’s limit for the account is reached; it is tried again later.')],
  ['368', never(`The platform has blocked the account for a while, because of its policies. ${SETUP}`)],
  ['506', never('The same message was sent twice in a row, which the platform does not allow.')],
  ['613', slow('Too many messages were sent in a short time; it is tried again later.')],
];

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
const WHATSAPP: [string, KnownProblem][] = [
  ['470', closed('More than 24 hours have passed since the customer last wrote. Only an approved template may be sent.')],
  ['80007', slow('The WhatsApp account has reached its limit of calls; it is tried again later.')],
  ['130429', slow('Too many WhatsApp messages were sent in a short time; it is tried again later.')],
  ['130472', never('WhatsApp did not deliver this template: the customer takes part in an experiment of the platform.')],
  ['130497', never('The company may not send WhatsApp messages to customers in this country.')],
  ['131000', wait('WhatsApp failed for a reason it does not name; it is tried again.')],
  ['131005', token(`The channel’s access token lacks a permission that this needs. ${RENEW}`)],
  ['131008', never('WhatsApp misses something in this message that it requires.')],
  ['131009', never('WhatsApp does not accept a value in this message.')],
  ['131016', wait('WhatsApp is not available at the moment; it is tried again.')],
  ['131021', never('The customer’s number is the channel’s own.')],
  ['131026', never(`${NOT_REACHED} Their WhatsApp may be too old, or they have not accepted its terms.`)],
  ['131030', never('The number is not among those to which a test account may send.')],
  ['131031', never(`The WhatsApp account is locked. ${SETUP}`)],
  ['131037', never(`The WhatsApp number’s display name is not approved yet. ${SETUP}`)],
  ['131042', never(`WhatsApp has no means of payment for this account. ${SETUP}`)],
  ['131045', never(`The WhatsApp number is not registered. ${SETUP}`)],
  ['131047', closed('More than 24 hours have passed since the customer last wrote. Only an approved template may be sent.')],
  ['131048', never('WhatsApp holds the account back, because too many of its messages were blocked or reported as spam.')],
  ['131049', never('WhatsApp did not deliver this message, to spare the customer too many. Try again in a day, not sooner.')],
  ['131050', never('The customer does not want marketing messages from the company.')],
  ['131051', never('WhatsApp does not support this kind of message.')],
  ['131052', never('WhatsApp could not fetch the file.')],
  ['131053', never('WhatsApp does not accept the file: its type, its size or its content.')],
  ['131056', slow('Too many messages were sent to this customer in a short time; it is tried again later.')],
  ['131057', wait('The WhatsApp account is in maintenance; it is tried again.')],
  ['132000', never('The template wants another number of variables.')],
  ['132001', never('There is no approved template of this name in this language.')],
  ['132005', never('The template becomes too long with these variables.')],
  ['132007', never('The template breaks a rule of WhatsApp’s content.')],
  ['132012', never('A variable of the template has the wrong form.')],
  ['132015', never('WhatsApp has paused the template, because customers rated it low.')],
  ['132016', never('WhatsApp has switched the template off for good, because customers rated it low.')],
  ['132018', never('The template’s variables are not as the template wants them.')],
  ['132068', never('The template’s flow is blocked.')],
  ['132069', slow('The template’s flow has been sent too often in the last hour; it is tried again later.')],
  ['133004', wait('WhatsApp is not available at the moment; it is tried again.')],
  ['133010', never(`The WhatsApp number is not registered. ${SETUP}`)],
  ['133016', slow('The number was registered too often; it is tried again later.')],
  ['135000', never('WhatsApp did not accept the message, and does not say why.')],
];

/**
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes; Instagram’s messages go through
 * the same interface, with subcodes of their own (25340xx).
 */
const MESSENGER_AND_INSTAGRAM: [string, KnownProblem][] = [
  // All messages of the batch were sent, says the documentation; only the answer is broken.
  ['1/1357046', { kind: 'UNKNOWN_OUTCOME', words: 'The platform’s answer was broken; the message may have been sent.' }],
  ['10/2018065', closed('The time in which the customer may be answered is over. They must write first.')],
  ['10/2018108', never(NOT_REACHED)],
  ['10/2018278', closed('The time in which the customer may be answered is over. They must write first.')],
  ['10/2534022', closed('The time in which the customer may be answered is over. They must write first.')],
  ['100/2018001', never('The platform does not know this customer.')],
  ['100/2018109', never('The file is larger than the platform takes.')],
  ['100/2534014', never('The platform does not know this customer.')],
  ['200/1545041', never(NOT_REACHED)],
  ['200/2018028', token(`Meta has not approved the company’s app for messages to everybody yet. ${SETUP}`)],
  ['200/2534041', token(`The Instagram account’s owner has withdrawn the app’s access, or switched off access to messages. ${RENEW}`)],
  ['551', never(NOT_REACHED)],
  ['1200', wait('The platform could not send the message at the moment; it is tried again.')],
];

export const KNOWN_PROBLEMS: ReadonlyMap<string, KnownProblem> = new Map([...GRAPH, ...WHATSAPP, ...MESSENGER_AND_INSTAGRAM]);

/** Graph’s permission errors (200–299): the token’s fault or the customer’s will, so not held against the channel as a whole. */
export const NOT_PERMITTED = never(
  `The platform does not permit this: the access token lacks a permission, or the customer does not
receive messages now.`.replace('\n', ' '),
);
