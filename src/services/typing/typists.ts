import { z } from 'zod';
import { SenderKind } from '../../entities/enums.js';
import type { LoggedEvent } from '../../events/event-log.js';
import { conversationTopic, type Hub } from '../../events/hub.js';

/** How long a typist counts as typing after they last said so; clients say it again every 3 seconds while they type. */
export const TYPING_SECONDS = 6;
/** One signal a second is enough: what a client repeats sooner is swallowed. */
const REPEAT_MILLISECONDS = 1_000;

/** Somebody at a conversation, with what decides who may be told: as it was when they last said that they type. */
const typist = z.object({
  conversationId: z.uuid(),
  workspaceId: z.uuid(),
  channelId: z.uuid(),
  customerId: z.uuid(),
  /** Who has the conversation. */
  agentId: z.uuid().nullable(),
  by: z.enum([SenderKind.CUSTOMER, SenderKind.AGENT]),
  typistId: z.uuid(),
  name: z.string(),
});
const signalShape = typist.extend({ kind: z.literal('typing'), typing: z.boolean() });

export type Typist = z.output<typeof typist>;
export type TypingChange = Typist & { typing: boolean };

/** After these the conversation may be another's, or over: whoever typed in it does not any more. */
const INTERRUPTS = /^conversation\.(assigned|handed_back|handed_over|agent_lost|ended|abandoned|resolved|reactivated)$/;

interface AtIt {
  typist: Typist;
  expiry: NodeJS.Timeout;
}

interface Said {
  change: TypingChange;
  at: number;
  /** When it was last said that they type. */
  typedAt: number;
}

export interface TypistsOptions {
  hub: Hub;
  /** Reaches every process, this one included. */
  say: (signal: string) => void;
}

/**
 * Who types now, in all processes: each says what its clients tell it and hears what all say, so whoever's socket or process
 * dies simply is not heard of again. Nothing is stored.
 */
export class Typists {
  private readonly conversations = new Map<string, { atIt: Map<string, AtIt>; leave: () => void }>();
  private readonly followers = new Map<string, Set<(change: TypingChange) => void>>();
  /** What this process said lately, the oldest first. */
  private readonly said = new Map<string, Said>();

  constructor(private readonly options: TypistsOptions) {}

  /** Whether saying it would tell nobody anything: the same was said here less than a second ago. */
  isRepeated(conversationId: string, typistId: string, typing: boolean): boolean {
    const last = this.said.get(`${conversationId} ${typistId}`);
    if (!last) return false;
    const since = performance.now() - REPEAT_MILLISECONDS;
    return typing ? last.typedAt > since : !last.change.typing && last.at > since;
  }

  /** Tells all processes that somebody types, or no longer does. */
  tell(change: TypingChange): void {
    const { conversationId, typistId, typing } = change;
    const key = `${conversationId} ${typistId}`;
    const at = performance.now();
    const typedAt = typing ? at : (this.said.get(key)?.typedAt ?? Number.NEGATIVE_INFINITY);
    this.said.delete(key);
    this.said.set(key, { change, at, typedAt });
    for (const [old, last] of this.said) {
      if (last.at > at - REPEAT_MILLISECONDS) break;
      this.said.delete(old);
    }
    this.options.say(JSON.stringify({ kind: 'typing', ...change }));
  }

  /** Whoever has sent a message does not type any more, until they say so again; what they said may be under way still. */
  hasSent(conversationId: string, typistId: string): void {
    const key = `${conversationId} ${typistId}`;
    const said = this.said.get(key)?.change;
    const typist = said?.typing ? said : this.conversations.get(conversationId)?.atIt.get(typistId)?.typist;
    if (typist) this.tell({ ...typist, typing: false });
    this.said.delete(key);
  }

  /** What a process said; what is not about typing, or not as this version says it, is for others. */
  heard(signal: string): void {
    const read = signalShape.safeParse(parsed(signal));
    if (!read.success) return;
    const { kind: _kind, typing, ...who } = read.data;
    if (typing) this.types(who);
    else this.stops(who.conversationId, who.typistId);
  }

  /** Who types in a conversation now. */
  at(conversationId: string): Typist[] {
    return [...(this.conversations.get(conversationId)?.atIt.values() ?? [])].map((atIt) => atIt.typist);
  }

  /** Calls at each change, which must not throw; gives what ends it. */
  follow(conversationId: string, follower: (change: TypingChange) => void): () => void {
    const members = this.followers.get(conversationId) ?? new Set();
    this.followers.set(conversationId, members.add(follower));
    return () => {
      members.delete(follower);
      if (members.size === 0 && this.followers.get(conversationId) === members) this.followers.delete(conversationId);
    };
  }

  stop(): void {
    for (const conversationId of [...this.conversations.keys()]) this.interrupt(conversationId);
  }

  private types(typist: Typist): void {
    const { conversationId, typistId } = typist;
    const { atIt } = this.conversations.get(conversationId) ?? this.open(conversationId);
    const before = atIt.get(typistId);
    clearTimeout(before?.expiry);
    const expiry = setTimeout(() => this.stops(conversationId, typistId), TYPING_SECONDS * 1_000);
    atIt.set(typistId, { typist, expiry });
    // Somebody else may have the conversation by now, who was not told.
    if (before?.typist.agentId !== typist.agentId) this.tellFollowers({ ...typist, typing: true });
  }

  private stops(conversationId: string, typistId: string): void {
    const conversation = this.conversations.get(conversationId);
    const found = conversation?.atIt.get(typistId);
    if (!conversation || !found) return;
    clearTimeout(found.expiry);
    conversation.atIt.delete(typistId);
    if (conversation.atIt.size === 0) {
      conversation.leave();
      this.conversations.delete(conversationId);
    }
    this.tellFollowers({ ...found.typist, typing: false });
  }

  private open(conversationId: string) {
    const push = ({ type, agentId }: LoggedEvent): void => {
      // Told with the new one already: the log was read later than the word was heard.
      if (INTERRUPTS.test(type)) this.interrupt(conversationId, (typist) => type === 'conversation.assigned' && typist.agentId === agentId);
    };
    const leave = this.options.hub.subscribe(conversationTopic(conversationId), { push });
    const conversation = { atIt: new Map<string, AtIt>(), leave };
    this.conversations.set(conversationId, conversation);
    return conversation;
  }

  private interrupt(conversationId: string, goesOn: (typist: Typist) => boolean = () => false): void {
    for (const typist of this.at(conversationId)) {
      const { typistId } = typist;
      if (goesOn(typist)) continue;
      this.stops(conversationId, typistId);
      this.said.delete(`${conversationId} ${typistId}`);
    }
  }

  private tellFollowers(change: TypingChange): void {
    for (const follower of this.followers.get(change.conversationId) ?? []) follower(change);
  }
}

const parsed = (signal: string): unknown => {
  try {
    return JSON.parse(signal);
  } catch {
    return null;
  }
};
