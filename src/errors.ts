import { GraphQLError } from 'graphql';
import { registerEnumType } from 'type-graphql';

/** Every refusal of the domain, with what it means; the closed list behind `UserError.code` and docs/errors.md. */
export const REFUSALS = {
  INVALID_INPUT: 'A value is empty, too long, out of range or malformed; `path` names it.',
  INVALID_ID: 'An id is malformed or belongs to another kind of record; `path` names it.',
  NOT_FOUND: 'No such record, or none that you may see: the two are not told apart.',
  INVALID_STATE: 'The record is in a state in which this cannot be done; the message says which.',
  TOPIC_REQUIRED: 'Resolving and converting need a topic: give `topicId`, or set one before.',
  TOPIC_NOT_USABLE: 'The topic is archived or does not serve this product; choose another.',
  ALREADY_RESOLVED: 'The conversation is in the archive already; the first topic and person stay.',
  ALREADY_CONVERTED: 'The conversation has a ticket already, with another e-mail address; the payload holds that ticket.',
  CONVERSATION_ENDED:
    'The customer has ended the chat: nothing more can be sent. Choose a topic and resolve it, or convert it to a ticket.',
  NOT_ASSIGNED_TO_YOU: 'Only the agent who has the conversation may do this. Ask for it to be assigned to you.',
  AT_CAPACITY: 'The agent has as many conversations as their capacity allows. Resolve one, or choose another agent.',
  AGENT_NOT_ONLINE: 'The agent is not Online. Only Online agents receive conversations.',
  AGENT_NOT_CONNECTED: 'The agent is Online, but was not connected for longer than the grace. Choose another agent.',
  AGENT_NOT_AUTHORISED: 'The agent has no grant for the product and channel of the conversation.',
  AGENT_OFFLINE: 'An agent who is Offline changes their own status only.',
  OPEN_CONVERSATION_EXISTS: 'The customer has another open conversation on this channel.',
  REACTIVATION_WINDOW_CLOSED: 'Too long ago: the window counts from the customer’s last message. Convert to a ticket instead.',
  REPLY_WINDOW_CLOSED:
    'The platform takes no more answers: the window counts from the customer’s last message. On WhatsApp send a template; elsewhere wait for the customer to write, or convert to a ticket.',
  ATTACHMENT_NOT_READY: 'The file is not uploaded yet: `PUT` it to its `uploadUrl` first, or ask for another one with `requestUpload`.',
  ATTACHMENT_ALREADY_SENT: 'The file was sent with another message. To send it again, upload it again.',
  PLATFORM_REFUSES: 'The customer’s platform takes no such message; `path` and the message say what it takes.',
  CHANNEL_NOT_AVAILABLE:
    'No web or in-app channel in use has this key. Customers of WhatsApp, Instagram and Messenger come through the platform.',
  QUEUE_FULL: 'As many customers wait as may. Leave an e-mail address instead (`leaveEmail`), or try again later.',
  IDENTITY_REQUIRED: 'This channel verifies its customers: `externalId` and `identityHash` are required.',
  IDENTITY_INVALID: 'The `identityHash` is not the HMAC-SHA256 of `externalId` under the channel’s identity secret.',
  IDENTITY_NOT_SET_UP:
    'The channel has no identity secret, so nobody can be known on it: let a supervisor set one, or begin with `startChat`.',
  INVALID_CREDENTIALS: 'E-mail or password is wrong, or the account is not active.',
  REFRESH_TOKEN_INVALID: 'The refresh token is unknown, used up, expired or revoked. Sign in again.',
  EMAIL_TAKEN: 'Another agent signs in with this e-mail address.',
  NAME_TAKEN: 'Another one in use has this name.',
  LAST_ADMINISTRATOR: 'The workspace would be left without an active administrator.',
  INVITATION_INVALID: 'The invitation is unknown, used up or expired. Ask a supervisor for a new one.',
  ACCOUNT_REFUSED: 'The platform does not accept the account or its credentials; the message says why, in words.',
  ACCOUNT_TAKEN: 'Another channel is connected to this account. Disconnect that one first, or look the number up again.',
  PLATFORM_UNAVAILABLE: 'The platform could not be asked, and nothing was changed. Try again later.',
  TEMPLATE_NOT_SENDABLE: 'WhatsApp has not approved the template, or it holds what cannot be sent from here; the message says which.',
  ROLE_NOT_ALLOWED: 'Only an administrator makes, changes or deactivates administrators.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export const UserErrorCode = Object.fromEntries(Object.keys(REFUSALS).map((code) => [code, code])) as { [Code in RefusalCode]: Code };
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'Why a mutation was refused. Codes are added, never removed; docs/errors.md lists them with their remedies.',
  valuesConfig: Object.fromEntries(Object.entries(REFUSALS).map(([code, description]) => [code, { description }])),
});

/** An expected refusal: rolls the transaction back and becomes a `userErrors` entry. `payload` still reaches the caller. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string = REFUSALS[code],
    readonly path: readonly (string | number)[] = [],
    readonly payload: object = {},
  ) {
    super(message);
  }
}

/** What is refused at the top level, beside what GraphQL refuses itself. */
export type TopLevelCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'LIMIT_EXCEEDED'
  | 'INTERNAL_SERVER_ERROR';

/** The HTTP status is the answer's own; over WebSocket it means nothing. */
export const topLevelError = (code: TopLevelCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...extensions } });
