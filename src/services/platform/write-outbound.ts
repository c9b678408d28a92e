import type { MetaAccount } from '../../channels/meta/account.js';
import type { Outbound } from '../../channels/meta/outbound.js';
import { GraphFailure, plainProblem } from '../../channels/meta/problems.js';
import { MessageKind } from '../../entities/enums.js';
import type { MessageDelivery } from '../../entities/message-delivery.js';
import { encodeId } from '../../ids.js';
import type { Application } from '../application.js';
import { accountOf } from '../channel-accounts/account.js';
import { replyWindow } from '../conversations/rules.js';
import { mediaOf } from './outbound-media.js';
import { type OutgoingRow, outgoing, platformIdOf } from './queries.js';

const refused = (words: string): GraphFailure => new GraphFailure(plainProblem('PERMANENT', words));

/** A message as it goes to its platform, now: it may have waited, and the window have moved on. */
export const writeOutbound = async (
  app: Application,
  { messageId, channelId }: MessageDelivery,
): Promise<{ account: MetaAccount; outbound: Outbound }> => {
  const em = app.orm.em.fork();
  const account = await accountOf(em, channelId, app.secretBox);
  if (!account)
    throw refused('The channel is not connected to an account. A supervisor connects it with `connectChannel`; then retry this message.');
  const message = await outgoing(em, messageId);
  const { recipientId, replyToId } = message;
  if (!recipientId) throw refused('The platform does not know this customer.');
  const outbound = {
    recipientId,
    reference: encodeId('message', messageId),
    replyTo: replyToId && (await platformIdOf(em, replyToId)),
    humanAgentTag: needsHumanAgentTag(message, app.now()),
    content: await contentOf(app, account, messageId, message),
  };
  return { account, outbound };
};

const needsHumanAgentTag = ({ channelType, lastCustomerMessageAt }: OutgoingRow, now: Date): boolean =>
  lastCustomerMessageAt !== null && replyWindow(channelType, new Date(lastCustomerMessageAt), now)?.kind === 'HUMAN_AGENT';

const contentOf = async (
  app: Application,
  account: MetaAccount,
  messageId: string,
  { kind, text, content }: OutgoingRow,
): Promise<Outbound['content']> => {
  if (kind === MessageKind.TEMPLATE) {
    if (!content?.template) throw new Error('a template without what it is');
    return { type: 'template', ...content.template };
  }
  return (await mediaOf(app, account, messageId, text)) ?? { type: 'text', text };
};
