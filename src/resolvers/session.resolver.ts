import { Arg, Ctx, Resolver } from 'type-graphql';
import { rightsOf } from '../auth/rights.js';
import { refreshSession } from '../services/sessions/refresh-session.js';
import { signIn } from '../services/sessions/sign-in.js';
import { signInCustomer } from '../services/sessions/sign-in-customer.js';
import { signOut } from '../services/sessions/sign-out.js';
import type { Context } from './context.js';
import { RootMutation, RootQuery } from './root.js';
import {
  RefreshSessionInput,
  RefreshSessionPayload,
  SignInCustomerInput,
  SignInCustomerPayload,
  SignInInput,
  SignInPayload,
  SignOutPayload,
  Viewer,
} from './types/session.js';

@Resolver()
export class SessionResolver {
  @RootQuery(() => Viewer, { right: 'viewer.read', nullable: true, description: 'Who am I, and what may I do.' })
  viewer(@Ctx() { actor, load }: Context): object {
    const rights = rightsOf(actor);
    if (actor.kind === 'agent') return { kind: actor.kind, rights, agent: () => load.Agent.load(actor.agentId) };
    if (actor.kind === 'customer') return { kind: actor.kind, rights, customer: () => load.Customer.load(actor.customerId) };
    throw new Error('the right lets nobody else in');
  }

  @RootMutation(() => SignInPayload, {
    right: 'session.open',
    description:
      'Opens a session of an agent: an access token for 15 minutes and a rotating refresh token. Five wrong sign-ins a minute for one account or one address, then RATE_LIMITED with the seconds to wait in `extensions.retryAfterSeconds`.',
    errors: ['INVALID_CREDENTIALS'],
  })
  signIn(@Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput, @Ctx() ctx: Context) {
    return ctx.run(signIn, input);
  }

  @RootMutation(() => SignInCustomerPayload, {
    right: 'session.open',
    description:
      'Signs in a customer whom the company’s server vouches for, without beginning a conversation: an app does so as it starts. Name, e-mail address, attributes and device are kept as told, and the desk sees what changed at once. With `device` the caller’s own session on it goes on with new tokens, and any other session there ends. Counts with `startChat` towards LIMIT_START_CHATS_PER_MINUTE, then RATE_LIMITED.',
    errors: ['CHANNEL_NOT_AVAILABLE', 'IDENTITY_NOT_SET_UP', 'IDENTITY_INVALID'],
  })
  signInCustomer(
    @Arg('input', () => SignInCustomerInput, { description: 'The channel, the customer, and what vouches for them.' })
    input: SignInCustomerInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(signInCustomer, input);
  }

  @RootMutation(() => RefreshSessionPayload, {
    right: 'session.open',
    description:
      'Gives the next pair of tokens for a refresh token, of an agent or a customer, and uses that one up. A used-up token presented again revokes the session; only a customer’s last one may be presented again until one of its successors was used, for its answer may have been lost.',
    errors: ['REFRESH_TOKEN_INVALID'],
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' }) input: RefreshSessionInput,
    @Ctx() ctx: Context,
  ) {
    return ctx.run(refreshSession, input);
  }

  @RootMutation(() => SignOutPayload, {
    right: 'session.close',
    description: 'Ends the session whose token is used: its tokens stop holding at once.',
    errors: [],
  })
  signOut(@Ctx() ctx: Context) {
    return ctx.run(signOut, {});
  }
}
