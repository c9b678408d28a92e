import { sendFile } from './files';
import { inTurn } from './in-turn';
import { newestOf, type TicksData, type TypingData, TypingTeller } from './receipts';
import type { Tokens } from './sessions';
import { type Message, merged } from './talk-messages';
import { refuse, Side, type UserError } from './talk-side';

export interface Chat {
  id: string;
  state: string;
  endedAt: string | null;
  placeInQueue: number | null;
  agent: { name: string; status: string } | null;
}

export interface CustomerState {
  chat: Chat | null;
  messages: readonly Message[];
  /** Up to which message the desk said that it has read. */
  marked: number;
  /** Who types on the other side. */
  typing: string | null;
  /** What went wrong last, to be shown. */
  trouble: string | null;
}

export interface NewChat {
  channelKey: string;
  name: string;
  email: string;
  text: string;
}

const nothing: CustomerState = { chat: null, messages: [], marked: 0, typing: null, trouble: null };

/** What a widget does, in the order in which it does it. */
export class CustomerChat {
  readonly side = new Side();
  readonly typing = new TypingTeller(() =>
    this.side.run('Type', 'customer', { input: { conversationId: this.present.chat?.id, typing: true } }),
  );
  private present = nothing;
  private readUpTo = 0;
  private readonly listeners = new Set<() => void>();
  private streams: (() => void)[] = [];
  private bubbleFollowed = false;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly state = (): CustomerState => this.present;

  readonly start = ({ channelKey, name, email, text }: NewChat): Promise<void> =>
    this.attempt(async () => {
      this.stopStreams();
      this.change(nothing);
      this.readUpTo = 0;
      const input = { channelKey, customer: { name, email }, text, clientMessageId: crypto.randomUUID() };
      const { startChat } = await this.side.run<{ startChat: Tokens & { cursor: string; userErrors: UserError[] } }>(
        'StartChat',
        'nobody',
        {
          input,
        },
      );
      refuse(startChat.userErrors);
      const { accessToken, accessTokenExpiresAt, refreshToken, cursor } = startChat;
      await this.side.sessions.open({ accessToken, accessTokenExpiresAt, refreshToken }, cursor);
      // First the stream, then what was there before: in the other order a message in between would be missed.
      this.follow('FollowOwnChat', { after: cursor }, () => void this.attempt(this.load));
      await this.load();
      this.follow<{ messageAdded: { message?: Message } }>(
        'FollowMessages',
        { conversationId: this.present.chat?.id, after: cursor },
        ({ messageAdded }) => {
          if (!messageAdded.message) return;
          this.add([messageAdded.message]);
          void this.attempt(this.markRead);
        },
      );
      this.follow<TicksData>(
        'Ticks',
        { conversationId: this.present.chat?.id, after: cursor },
        ({ readStateChanged: { kind, by, sequence } }) => {
          if (kind === 'READ' && by === 'AGENT' && sequence) this.change({ ...this.present, marked: sequence });
        },
      );
      this.follow<TypingData>('FollowTyping', { conversationId: this.present.chat?.id }, ({ typingChanged: { name, typing } }) =>
        this.change({ ...this.present, typing: typing ? name : null }),
      );
    });

  readonly write = (text: string): Promise<void> =>
    this.attempt(async () => {
      const input = { conversationId: this.present.chat?.id, clientMessageId: crypto.randomUUID(), text };
      const { sendMessage } = await this.side.run<{ sendMessage: { message: Message | null; userErrors: UserError[] } }>(
        'WriteMore',
        'customer',
        {
          input,
        },
      );
      refuse(sendMessage.userErrors);
      this.typing.sent();
      if (sendMessage.message) this.add([{ ...sendMessage.message, senderKind: 'CUSTOMER' }]);
    });

  readonly writeFile = (file: File): Promise<void> =>
    this.attempt(async () => {
      const message = await sendFile(this.side, 'customer', this.present.chat?.id ?? '', file);
      if (message) this.add([message]);
    });

  readonly end = (): Promise<void> =>
    this.attempt(async () => {
      const input = { conversationId: this.present.chat?.id };
      const { endChat } = await this.side.run<{ endChat: { userErrors: UserError[] } }>('EndChat', 'customer', { input });
      refuse(endChat.userErrors);
      await this.load();
    });

  /** The chat as it is now; after a reload of the page a widget begins here. */
  private readonly load = inTurn(async () => {
    const { myConversations } = await this.side.run<{ myConversations: (Chat & { messages: { nodes: Message[] } })[] }>(
      'OwnConversations',
      'customer',
    );
    const [newest] = myConversations;
    if (!newest) throw new Error('There is no chat.');
    const { messages, ...chat } = newest;
    this.change({ ...this.present, chat });
    this.add(messages.nodes);
    if (chat.agent && !this.bubbleFollowed) this.followBubble(chat.id);
  });

  /** What arrives here is on the screen. */
  private readonly markRead = inTurn(async () => {
    const sequence = newestOf(this.present.messages, 'AGENT');
    if (sequence <= this.readUpTo) return;
    this.readUpTo = sequence;
    await this.side.run('MarkRead', 'customer', { input: { conversationId: this.present.chat?.id, sequence } });
  });

  private followBubble(conversationId: string): void {
    this.bubbleFollowed = true;
    this.follow<{ agentStatusChanged: Chat['agent'] }>('ChatBubble', { conversationId }, ({ agentStatusChanged: agent }) => {
      if (this.present.chat) this.change({ ...this.present, chat: { ...this.present.chat, agent } });
    });
  }

  private follow<Data>(operationName: string, variables: Record<string, unknown>, onEvent: (data: Data) => void): void {
    this.streams.push(
      this.side.follow<Data>(operationName, 'customer', variables, onEvent, (trouble) => this.change({ ...this.present, trouble })),
    );
  }

  private stopStreams(): void {
    for (const stop of this.streams.splice(0)) stop();
    this.bubbleFollowed = false;
  }

  private add(messages: readonly Message[]): void {
    this.change({ ...this.present, messages: merged(this.present.messages, messages) });
  }

  private async attempt(something: () => Promise<unknown>): Promise<void> {
    try {
      await something();
      if (this.present.trouble) this.change({ ...this.present, trouble: null });
    } catch (reason) {
      this.change({ ...this.present, trouble: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  private change(state: CustomerState): void {
    this.present = state;
    for (const listener of this.listeners) listener();
  }
}
