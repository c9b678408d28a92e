import type { MikroORM } from '@mikro-orm/postgresql';
import { hashPassword } from '../auth/passwords.js';
import { Random } from '../dialogues/random.js';
import { Agent } from '../entities/agent.js';
import { Workspace } from '../entities/workspace.js';
import { writeArchiveDocument } from '../services/conversations/queries.js';
import { writeChats } from './chat-rows.js';
import { writeDesk } from './desk-rows.js';
import { historyOf } from './history.js';
import { Ids, WORKSPACE_ID } from './ids.js';
import { lockSeeding } from './queries.js';
import { Roster } from './roster.js';
import { emailOf, PASSWORD, SHOWN } from './staff.js';
import { writeTickets } from './ticket-rows.js';

const SEED = 1_923;

/** Whether the database has no workspace at all. */
export const isEmpty = async (orm: MikroORM): Promise<boolean> => (await orm.em.fork().count(Workspace)) === 0;

/** Makes the demo workspace in an empty database, whole or not at all; the same every time, but for the present moment. */
export const seedDemo = async (orm: MikroORM, now = new Date()): Promise<void> => {
  const random = new Random(SEED);
  const ids = new Ids(random);
  const roster = new Roster(random, now);
  const history = historyOf(random, roster, now);
  const passwordHash = await hashPassword(PASSWORD);
  await orm.em.fork().transactional(async (em) => {
    await lockSeeding(em);
    if ((await em.count(Workspace)) > 0) return;
    await writeDesk(em, { ids, roster, now, passwordHash });
    await writeChats(em, ids, history);
    await writeTickets(em, ids, random, history.converted);
    for (const chat of history.archived) await writeArchiveDocument(em, ids.of(chat));
  });
};

export interface SignIn {
  role: string;
  name: string;
  email: string;
  password: string;
}

/** An agent, a supervisor and an administrator to try it with; none without the demo workspace. */
export const demoSignIns = async (orm: MikroORM): Promise<SignIn[]> => {
  const emails = SHOWN.map(emailOf);
  const agents = await orm.em.fork().find(Agent, { workspaceId: WORKSPACE_ID, email: { $in: emails }, deactivatedAt: null });
  return agents
    .toSorted((one, other) => emails.indexOf(one.email) - emails.indexOf(other.email))
    .map(({ role, name, email }) => ({ role: role.toLowerCase(), name, email, password: PASSWORD }));
};
