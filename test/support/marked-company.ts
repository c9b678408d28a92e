import { ChannelType, Role } from '../../src/entities/enums.js';
import type { Desk } from './desk.js';
import { Records } from './records.js';

/** Stands in every word that is nobody's business but the desk's, or another customer's. */
export const SECRET = 'Secret';

/** All that a workspace holds, every word of it marked. */
export const furnish = async (desk: Desk, name: string) => {
  const { seed } = desk;
  const workspace = await seed.workspace(`${SECRET} company ${name}`);
  const product = await seed.product(workspace, name === 'own' ? 'Shoes' : `${SECRET} product`);
  const web = await seed.channel(product, ChannelType.WEB_CHAT, {
    name: `${SECRET} channel`,
    siteAddress: `https://secret-${name}.example.com`,
  });
  const topic = await seed.topic(workspace, `${SECRET} topic`, [product]);
  const agent = await seed.agent(workspace, name === 'own' ? 'Ayşe' : `${SECRET} agent`, { grants: [{ product }] });
  const supervisor = await seed.agent(workspace, `${SECRET} supervisor`, { role: Role.SUPERVISOR });
  await desk.sql(`update agent set email = 'secret-' || email where workspace_id = $1`, [workspace.id]);
  await seed.group(workspace, `${SECRET} group`, [web], [agent, supervisor]);
  const records = new Records(desk, web);
  const stranger = {
    customer: { name: `${SECRET} stranger`, email: 'secret-stranger@example.com' },
    text: `${SECRET} words of a stranger`,
  };
  const archived = await records.conversation({ state: 'RESOLVED', agent, topic, ...stranger });
  await records.note(archived, agent, `${SECRET} note`);
  await records.ticket(archived, agent, topic, {
    subject: `${SECRET} subject`,
    email: 'secret-ticket@example.com',
    reply: `${SECRET} reply`,
  });
  const open = await records.conversation({ state: 'ACTIVE', agent, topic, ...stranger });
  return { workspace, product, web, topic, agent, supervisor, records, conversations: [archived, open] };
};

export type MarkedCompany = Awaited<ReturnType<typeof furnish>>;
