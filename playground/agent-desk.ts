import { signIn } from './demo';
import { sendFile } from './files';
import { inTurn } from './in-turn';
import { newestOf, type TicksData, type TypingData, TypingTeller } from './receipts';
import { type Message, merged } from './talk-messages';
import { refuse, Side, type UserError } from './talk-side';

export interface DeskConversation {
  id: string;
  customer: { name: string };
  product: { id: string; name: string };
  endedAt: string | null;
  messages: readonly Message[];
}

export interface Topic {
  id: string;
  name: string;
}

export interface DeskState {
  status: string;
  waiting: number | null;
  conversations: readonly DeskConversation[];
  chosen: string | null;
  topics: readonly Topic[];
  /** Of conversations, up to which message their customers said that they have read. */
  marked: ReadonlyMap<string, number>;
  /** The customer of the chosen one, while they type. */
  typing: string | null;
  trouble: string | null;
}

interface ActiveData {
  activeConversations: { nodes: (Omit<DeskConversation, 'messages'> & { messages: { nodes: Message[] } })[] };
}

const nothing: DeskState = {
  ...{ status: 'OFFLINE', waiting: null, conversations: [], chosen: null, topics: [], trouble: null },
  ...{ marked: new Map(), typing: null },
};

/** What an agent's desk does, in the order in which it does it. */
export class AgentDesk {
  readonly side = new Side();
  readonly typing = new TypingTeller(() =>
    this.side.run('Type', 'agent', { input: { conversationId: this.present.chosen, typing: true } }),
  );
  private present = nothing;
  private readonly readUpTo = new Map<string, number>();
  private stopTyping: () => void = () => {};
  private readonly listeners = new Set<() => void>();
  private streams: (() => void)[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly state = (): DeskState => this.present;

  readonly signIn = (credentials: { email: string; password: string }): Promise<void> =>
    this.attempt(async () => {
      this.stopStreams();
      await signIn(this.side.sessions, credentials);
      // First the streams, then what was there before: in the other order something in between would be missed.
      this.follow<{ queueSizeChanged: number }>('FollowQueue', {}, ({ queueSizeChanged: waiting }) => this.change({ waiting }));
      this.follow('FollowDesk', { after: null }, () => void this.attempt(this.load));
      this.follow<{ inboxMessageAdded: { message?: Message & { conversationId: string } } }>(
        'FollowInbox',
        { after: null },
        ({ inboxMessageAdded }) => {
          if (!inboxMessageAdded.message) return;
          this.add(inboxMessageAdded.message.conversationId, inboxMessageAdded.message);
          void this.attempt(this.markRead);
        },
      );
      this.follow<TicksData>(
        'Ticks',
        { conversationId: null, after: null },
        ({ readStateChanged: { kind, by, sequence, conversation } }) => {
          if (kind !== 'READ' || by !== 'CUSTOMER' || !sequence || !conversation) return;
          this.change({ marked: new Map(this.present.marked).set(conversation.id, sequence) });
        },
      );
      const { viewer } = await this.side.run<{ viewer: { agent: { status: string } } }>('MyStatus', 'agent');
      this.change({ status: viewer.agent.status });
      await this.load();
    });

  readonly changeStatus = (status: string): Promise<void> =>
    this.attempt(async () => {
      const { changeMyStatus } = await this.side.run<{ changeMyStatus: { userErrors: UserError[] } }>('ChangeMyStatus', 'agent', {
        input: { status },
      });
      refuse(changeMyStatus.userErrors);
      this.change({ status });
    });

  readonly choose = (id: string): Promise<void> =>
    this.attempt(async () => {
      this.change({ chosen: id, topics: [] });
      this.followTyping(id);
      const productId = this.present.conversations.find((each) => each.id === id)?.product.id;
      const { topics } = await this.side.run<{ topics: (Topic & { parent: object | null })[] }>('Topics', 'agent', { productId });
      this.change({ topics: topics.filter(({ parent }) => parent) });
      await this.markRead();
    });

  readonly answer = (text: string): Promise<void> =>
    this.attempt(async () => {
      const conversationId = this.present.chosen;
      if (!conversationId) return;
      const input = { conversationId, clientMessageId: crypto.randomUUID(), text };
      const { sendMessage } = await this.side.run<{ sendMessage: { message: Message | null; userErrors: UserError[] } }>(
        'SendMessage',
        'agent',
        {
          input,
        },
      );
      refuse(sendMessage.userErrors);
      this.typing.sent();
      if (sendMessage.message) this.add(conversationId, { ...sendMessage.message, senderKind: 'AGENT' });
    });

  readonly answerWithFile = (file: File): Promise<void> =>
    this.attempt(async () => {
      const conversationId = this.present.chosen;
      const message = conversationId && (await sendFile(this.side, 'agent', conversationId, file));
      if (message) this.add(conversationId, message);
    });

  readonly resolve = (topicId: string): Promise<void> =>
    this.attempt(async () => {
      const input = { conversationId: this.present.chosen, topicId: topicId || null };
      const { resolveConversation } = await this.side.run<{ resolveConversation: { userErrors: UserError[] } }>('Resolve', 'agent', {
        input,
      });
      refuse(resolveConversation.userErrors);
    });

  readonly signOut = (): Promise<void> =>
    this.attempt(async () => {
      this.stopStreams();
      const session = this.side.sessions.of('agent');
      if (session) await this.side.sessions.signOut(session.role);
      this.change(nothing);
    });

  /** The active list with the latest messages of each. Chooses the newest where nothing is chosen. */
  private readonly load = inTurn(async () => {
    const me = this.side.sessions.of('agent')?.agentId;
    const { activeConversations } = await this.side.run<ActiveData>('ActiveConversations', 'agent', {
      first: 10,
      filter: { agentIds: [me] },
    });
    const conversations = activeConversations.nodes.map((found) => ({
      ...found,
      messages: merged(this.messagesOf(found.id), found.messages.nodes),
    }));
    const chosen = conversations.find(({ id }) => id === this.present.chosen)?.id ?? null;
    this.change({ conversations, chosen });
    if (!chosen && conversations[0]) await this.choose(conversations[0].id);
  });

  /** What stands on the screen is that of the chosen one. */
  private readonly markRead = inTurn(async () => {
    const { chosen: conversationId } = this.present;
    const sequence = conversationId ? newestOf(this.messagesOf(conversationId), 'CUSTOMER') : 0;
    if (!conversationId || sequence <= (this.readUpTo.get(conversationId) ?? 0)) return;
    this.readUpTo.set(conversationId, sequence);
    await this.side.run('MarkRead', 'agent', { input: { conversationId, sequence } });
  });

  private followTyping(conversationId: string): void {
    this.stopTyping();
    this.change({ typing: null });
    const heard = ({ typingChanged: { name, typing } }: TypingData) => this.change({ typing: typing ? name : null });
    const failed = (trouble: string) => this.change({ trouble });
    this.stopTyping = this.side.follow<TypingData>('FollowTyping', 'agent', { conversationId }, heard, failed);
  }

  private messagesOf(id: string): readonly Message[] {
    return this.present.conversations.find((known) => known.id === id)?.messages ?? [];
  }

  private add(id: string, message: Message): void {
    const conversations = this.present.conversations.map((known) =>
      known.id === id ? { ...known, messages: merged(known.messages, [message]) } : known,
    );
    this.change({ conversations });
  }

  private follow<Data>(operationName: string, variables: Record<string, unknown>, onEvent: (data: Data) => void): void {
    this.streams.push(this.side.follow<Data>(operationName, 'agent', variables, onEvent, (trouble) => this.change({ trouble })));
  }

  private stopStreams(): void {
    for (const stop of [...this.streams.splice(0), this.stopTyping]) stop();
  }

  private async attempt(something: () => Promise<unknown>): Promise<void> {
    try {
      this.change({ trouble: null });
      await something();
    } catch (reason) {
      this.change({ trouble: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  private change(part: Partial<DeskState>): void {
    this.present = { ...this.present, ...part };
    for (const listener of this.listeners) listener();
  }
}
