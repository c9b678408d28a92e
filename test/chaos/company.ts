import { Random } from '../../src/dialogues/random.js';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType, OnOffline, Role } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { Desk } from '../support/desk.js';
import { Caller } from './caller.js';
import type { Stage } from './stage.js';

const AGENTS = 6;

export interface Colleague {
  agentId: string;
  caller: Caller;
}

export interface Company {
  workspaceId: string;
  channels: Channel[];
  topicId: string;
  supervisor: Colleague;
  agents: Colleague[];
}

/** Founds a company through a server of its own, which is gone when the play begins. */
export const found = async (
  stage: Stage,
  seed: number,
): Promise<Omit<Company, 'supervisor' | 'agents'> & { tokens: [string, string][] }> => {
  const desk = await Desk.start({ database: { url: stage.postgres.url, drop: async () => undefined }, signingKey: stage.signingKey });
  const random = new Random(seed);
  try {
    const workspace = await desk.seed.workspace('Chaos');
    const product = await desk.seed.product(workspace, 'Shoes', { onOffline: OnOffline.HAND_BACK });
    const channels = [await desk.seed.channel(product), await desk.seed.channel(product, ChannelType.IN_APP_IOS)];
    const topic = await desk.seed.topic(workspace);
    const tokens: [string, string][] = [];
    for (let index = 0; index <= AGENTS; index++) {
      const role = index === 0 ? Role.SUPERVISOR : Role.AGENT;
      // One answers for one channel only; the supervisor for none.
      const grants = index === 0 ? [] : [{ product, ...(index === AGENTS && { channel: channels[0] as Channel }) }];
      const agent = await desk.seed.agent(workspace, `Agent ${index}`, { role, grants, capacity: random.whole(2, 4) });
      tokens.push([agent.publicId, await desk.seed.accessToken({ workspaceId: workspace.id, agentId: agent.id })]);
    }
    return { workspaceId: workspace.id, channels, topicId: encodeId('topic', topic.id), tokens };
  } finally {
    await desk.stop();
  }
};

/** The company with its people at the processes that are there now. */
export const open = ({ tokens, ...rest }: Awaited<ReturnType<typeof found>>, stage: Stage, seed: number): Company => {
  const [supervisor, ...agents] = tokens.map(([agentId, token], index) => ({
    agentId,
    caller: new Caller(stage.urls, new Random(seed * 100 + index), token),
  }));
  if (!supervisor) throw new Error('there is nobody');
  return { ...rest, supervisor, agents };
};
