import type { MikroORM } from '@mikro-orm/postgresql';
import { Channel } from '../entities/channel.js';
import { comesThroughPlatform } from '../services/conversations/rules.js';
import { CHANNELS } from './company.js';
import { WORKSPACE_ID } from './ids.js';
import { demoSignIns, type SignIn } from './seed.js';

/** How to try the demo workspace without asking anybody: whom to sign in as, and where a customer can write. */
export interface WayIn {
  signIns: SignIn[];
  /** Those that `startChat` takes; the first is the web channel that README shows. */
  channels: { key: string; name: string }[];
}

/** Null without the demo workspace: of any other workspace nothing is told. */
export const wayIn = async (orm: MikroORM): Promise<WayIn | null> => {
  const signIns = await demoSignIns(orm);
  const keys = CHANNELS.filter(({ type }) => !comesThroughPlatform(type)).map(({ key }) => key);
  const found = await orm.em.fork().find(Channel, { workspaceId: WORKSPACE_ID, key: { $in: keys }, archivedAt: null });
  const channels = found.toSorted((one, other) => keys.indexOf(one.key) - keys.indexOf(other.key)).map(({ key, name }) => ({ key, name }));
  return signIns.length + channels.length > 0 ? { signIns, channels } : null;
};
