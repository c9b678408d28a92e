import type { CustomerPart } from './cast.js';
import type { HeardChange } from './ledger.js';
import * as operations from './operations.js';
import { PlatformChat } from './platform-chat.js';
import type { Platform, PlatformProcess } from './platform-process.js';
import type { Scene } from './scene.js';

const LOOK_MILLISECONDS = 200;
const QUIET_MILLISECONDS = 1_000;

interface Beginning {
  channel: { id: string };
  messages: { nodes: { text: string }[] };
}

interface Arrival {
  channelId: string;
  text: string;
  begun: (conversationId: string) => void;
}

/** Everybody who writes from a platform; finds which conversation is whose, and who was brought what. */
export class Platforms {
  private readonly chats = new Map<string, PlatformChat>();
  private readonly conversations = new Map<string, PlatformChat>();
  private readonly arriving: Arrival[] = [];
  private readonly looks: HeardChange[] = [];
  private scene: Scene | null = null;
  private isStopped = false;
  private quietSince: number | null = null;

  constructor(readonly standIn: PlatformProcess) {
    void this.listen();
    void this.watch();
  }

  /** The server was told everything, and has had time to read it. */
  get isQuiet(): boolean {
    return this.quietSince !== null && performance.now() - this.quietSince > QUIET_MILLISECONDS;
  }

  chat(scene: Scene, part: CustomerPart, via: Platform): PlatformChat {
    this.scene = scene;
    return new PlatformChat(scene, this, part, via);
  }

  /** Somebody writes for the first time. Gives the conversation that began of it: nothing but its words tells whose it is. */
  async arrive(chat: PlatformChat, channelId: string, personId: string, text: string): Promise<string> {
    this.chats.set(personId, chat);
    const isSame = (one: Arrival): boolean => one.channelId === channelId && one.text === text;
    // Two who begin with the same words on one channel come one after the other.
    while (this.arriving.some(isSame)) await new Promise((resolve) => setTimeout(resolve, 20));
    const begun = Promise.withResolvers<string>();
    this.arriving.push({ channelId, text, begun: begun.resolve });
    await this.standIn.write(personId, text);
    const conversationId = await begun.promise;
    this.conversations.set(conversationId, chat);
    return conversationId;
  }

  /** Told of every change that the administrator sees. */
  onChange(event: HeardChange): void {
    this.conversations.get(event.conversation.id)?.onChange(event);
    if (event.change === 'QUEUED' && this.arriving.length > 0) {
      this.looks.push(event);
      if (this.looks.length === 1) void this.look();
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.standIn.stop();
  }

  /** One after the other, so that the order of beginnings is the order of arrivals. */
  private async look(): Promise<void> {
    for (let event = this.looks[0]; event; this.looks.shift(), event = this.looks[0]) {
      const { id } = event.conversation;
      const told = await this.scene?.office.administrator.ask<Beginning | null>(operations.BEGINNING, { id }).catch(() => null);
      const at = this.arriving.findIndex(({ channelId, text }) => channelId === told?.channel.id && text === told.messages.nodes[0]?.text);
      this.arriving.splice(at, at === -1 ? 0 : 1)[0]?.begun(id);
    }
  }

  private async watch(): Promise<void> {
    while (!this.isStopped) {
      const untold = await this.standIn.untold().catch(() => 1);
      this.quietSince = untold > 0 ? null : (this.quietSince ?? performance.now());
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
  }

  private async listen(): Promise<void> {
    for (let count = 0; !this.isStopped; ) {
      const received = await this.standIn.received(count).catch((error: Error) => {
        if (!this.isStopped) this.scene?.ledger.faults.push(error.message);
        return null;
      });
      if (!received) return;
      count += received.length;
      for (const one of received) this.chats.get(one.personId)?.hear(one);
    }
  }
}
