import { createHmac, randomUUID } from 'node:crypto';
import { hashPassword } from '../../../src/auth/passwords.js';
import { ChannelType } from '../../../src/entities/enums.js';
import type { Premises } from '../premises.js';
import { type Illegal, illegal } from './case.js';

const PASSWORD = 'correct horse battery staple';

const account = async ({ desk, workspace }: Premises) => desk.seed.agent(workspace, 'Can', { passwordHash: await hashPassword(PASSWORD) });
const customer = { name: 'Zeynep', email: 'zeynep@example.com' };
const SECRET = 'a secret of the company';
const claim = { externalId: '17', identityHash: '00'.repeat(32), name: 'Zeynep' };

const verified = async (premises: Premises): Promise<string> => {
  const { desk, product } = premises;
  const { id, key } = await desk.seed.channel(product, ChannelType.WEB_CHAT, { name: `Verified ${randomUUID()}` });
  await desk.sql('update channel set identity_secret_sealed = $2 where id = $1', [id, desk.server.app.secretBox.seal(SECRET)]);
  return key;
};
const invited = async (premises: Premises): Promise<string> => {
  const document = 'mutation ($input: InviteAgentInput!) { inviteAgent(input: $input) { invitationToken } }';
  const input = { name: 'Deniz', email: `${randomUUID()}@example.com` };
  const supervisor = await premises.as('supervisor');
  return (await supervisor.ask<{ inviteAgent: { invitationToken: string } }>(document, { input })).inviteAgent.invitationToken;
};

export const SESSIONS: Record<string, Illegal> = {
  signIn: [
    illegal('the password is wrong', 'INVALID_CREDENTIALS input', async (p) => ({ email: (await account(p)).email, password: 'another' })),
    illegal('there is no such account', 'INVALID_CREDENTIALS input', () => ({ email: 'nobody@example.com', password: PASSWORD })),
    illegal('the account was deactivated', 'INVALID_CREDENTIALS input', async (p) => {
      const { id, email } = await account(p);
      await p.desk.sql('update agent set deactivated_at = now() where id = $1', [id]);
      return { email, password: PASSWORD };
    }),
    illegal('the invitation was not accepted', 'INVALID_CREDENTIALS input', async ({ desk, workspace }) => ({
      email: (await desk.seed.agent(workspace, 'Can')).email,
      password: PASSWORD,
    })),
  ],
  refreshSession: [
    illegal('the session was signed out', 'REFRESH_TOKEN_INVALID input.refreshToken', async (p) => {
      const document = 'mutation ($input: StartChatInput!) { startChat(input: $input) { accessToken refreshToken } }';
      const answer = await p.desk
        .visitor()
        .ask<{ startChat: { accessToken: string; refreshToken: string } }>(document, { input: { channelKey: p.web.key, customer } });
      await p.desk.withToken(answer.startChat.accessToken).ask('mutation { signOut { signedOut } }');
      return { refreshToken: answer.startChat.refreshToken };
    }),
  ],
  acceptInvitation: [
    illegal('it has expired', 'INVITATION_INVALID input.token', async (p) => {
      const token = await invited(p);
      await p.desk.sql(`update agent set invitation_expires_at = now() - interval '1 day' where invitation_hash is not null`);
      return { token, password: PASSWORD };
    }),
    illegal('it is used up', 'INVITATION_INVALID input.token', async (p) => {
      const input = { token: await invited(p), password: PASSWORD };
      await p.desk.visitor().ask('mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { email } }', { input });
      return input;
    }),
  ],
  signInCustomer: [
    illegal('there is no such channel', 'CHANNEL_NOT_AVAILABLE input.channelKey', () => ({ channelKey: 'nowhere', ...claim })),
    illegal('the channel has no identity secret', 'IDENTITY_NOT_SET_UP input.channelKey', (p) => ({ channelKey: p.web.key, ...claim })),
    illegal('the customers come through the platform', 'CHANNEL_NOT_AVAILABLE input.channelKey', async ({ desk, product }) => ({
      channelKey: (await desk.seed.channel(product, ChannelType.MESSENGER, { name: `Messenger ${randomUUID()}` })).key,
      ...claim,
    })),
    illegal('the hash is another’s', 'IDENTITY_INVALID input.identityHash', async (p) => ({ channelKey: await verified(p), ...claim })),
    illegal('the attributes are not what was vouched for', 'IDENTITY_INVALID input.attributesHash', async (p) => ({
      ...{ channelKey: await verified(p), ...claim, identityHash: createHmac('sha256', SECRET).update('17').digest('hex') },
      ...{ attributes: [{ key: 'plan', value: 'gold' }], attributesHash: createHmac('sha256', SECRET).update('17').digest('hex') },
    })),
  ],
  startChat: [
    illegal('there is no such channel', 'CHANNEL_NOT_AVAILABLE input.channelKey', () => ({ channelKey: 'nowhere', customer })),
    illegal('the channel is archived', 'CHANNEL_NOT_AVAILABLE input.channelKey', async ({ desk, product }) => {
      const { id, key } = await desk.seed.channel(product, ChannelType.WEB_CHAT, { name: `Old ${randomUUID()}` });
      await desk.sql('update channel set archived_at = now() where id = $1', [id]);
      return { channelKey: key, customer };
    }),
    illegal('the customers come through the platform', 'CHANNEL_NOT_AVAILABLE input.channelKey', async ({ desk, product }) => ({
      channelKey: (await desk.seed.channel(product, ChannelType.WHATSAPP, { name: `WhatsApp ${randomUUID()}` })).key,
      customer,
    })),
    illegal('the channel verifies', 'IDENTITY_REQUIRED input.customer.externalId', async (p) => ({
      channelKey: await verified(p),
      customer,
    })),
    illegal('the channel verifies, half of it is given', 'IDENTITY_REQUIRED input.customer.identityHash', async (p) => ({
      channelKey: await verified(p),
      customer: { ...customer, externalId: '17' },
    })),
    illegal('the hash is another’s', 'IDENTITY_INVALID input.customer.identityHash', async (p) => ({
      channelKey: await verified(p),
      customer: { ...customer, externalId: '17', identityHash: '00'.repeat(32) },
    })),
  ],
};
