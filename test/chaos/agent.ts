import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/dialogues/random.js';
import { Follower } from '../support/follower.js';
import type { Colleague } from './company.js';
import { type Play, write } from './customer.js';
import { CONVERSATION_CHANGED, type HeardChange } from './ledger.js';

const MINE = `query ($filter: ActiveConversationsFilter) {
  activeConversations(filter: $filter, first: 50) { nodes { id endedAt agent { id } messages(last: 1) { nodes { sequence } } } } }`;

interface Mine {
  id: string;
  endedAt: string | null;
  agent: { id: string } | null;
  messages: { nodes: { sequence: number }[] };
}

const STATUSES = ['ONLINE', 'ONLINE', 'ONLINE', 'INVISIBLE', 'BREAK', 'OFFLINE'];
/** What may be refused because others act at the same moment, or because an answer was lost and it is done already. */
const OVERTAKEN = new Set([
  'AGENT_NOT_ONLINE',
  'AGENT_OFFLINE',
  'AT_CAPACITY',
  'ALREADY_RESOLVED',
  'CONVERSATION_ENDED',
  'INVALID_STATE',
  'NOT_ASSIGNED_TO_YOU',
  'AGENT_NOT_AUTHORISED',
  'AGENT_NOT_CONNECTED',
]);

/** How the day goes: at first as it comes, then without moods, then only to bring everything to its end. */
export type Mood = 'moody' | 'steady' | 'closing' | 'over';

/** An agent whose socket stands wherever it can, and who answers, hands over, resolves and changes status. */
export class ChaosAgent {
  mood: Mood = 'moody';
  private readonly follower: Follower<HeardChange>;
  private readonly random: Random;
  private said = 0;

  constructor(
    private readonly play: Play,
    private readonly self: Colleague,
    private readonly index: number,
    seed: number,
  ) {
    this.random = new Random(seed);
    const { urls } = play;
    const after = 'e0';
    this.follower = new Follower<HeardChange>({
      at: () => this.random.pick(urls),
      token: () => self.caller.token,
      query: CONVERSATION_CHANGED,
      after,
    });
  }

  async work(): Promise<void> {
    await this.set('ONLINE');
    while (this.mood !== 'over') {
      if (this.mood === 'moody' && this.random.chance(0.06)) await this.set(this.random.pick(STATUSES));
      for (const one of await this.mine()) await this.handle(one);
      await pause(this.random.whole(100, 400));
    }
  }

  async set(status: string): Promise<void> {
    await this.perform('changeMyStatus', { status });
  }

  async leave(): Promise<void> {
    await this.follower.stop();
  }

  private async mine(): Promise<Mine[]> {
    const { activeConversations } = await this.self.caller.ask<{ activeConversations: { nodes: Mine[] } }>(MINE);
    return activeConversations.nodes.filter(({ agent }) => agent?.id === this.self.agentId);
  }

  private async handle({ id, endedAt, messages }: Mine): Promise<void> {
    const { random } = this;
    const isLong = (messages.nodes[0]?.sequence ?? 0) > random.whole(6, 14);
    if (this.mood === 'closing' || endedAt || (isLong && random.chance(0.3))) return this.resolve(id);
    const doing = random.next();
    if (doing < 0.5) {
      this.said += 1;
      const message = { conversationId: id, clientMessageId: `a${this.index}-${this.said}`, text: 'Buyurun, nasıl yardımcı olabilirim?' };
      this.expect('sendMessage', await write(this.play, this.self.caller, message));
    } else if (doing < 0.55) {
      const agentId = random.pick(this.play.company.agents).agentId;
      if (agentId !== this.self.agentId) await this.perform('assignConversation', { conversationId: id, agentId });
    }
  }

  private async resolve(conversationId: string): Promise<void> {
    await this.perform('resolveConversation', { conversationId, topicId: this.play.company.topicId });
  }

  private async perform(mutation: string, input: object): Promise<void> {
    this.expect(mutation, (await this.self.caller.perform(mutation, input)).codes);
  }

  private expect(mutation: string, codes: string[]): void {
    for (const code of codes) if (!OVERTAKEN.has(code)) this.play.ledger.faults.push(`${mutation} was refused: ${code}`);
  }
}
