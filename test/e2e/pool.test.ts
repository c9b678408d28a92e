import { testDatabase } from '../support/database.js';
import { Desk, openPool } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start({ env: { DATABASE_POOL_SIZE: '4' } });
});
afterAll(() => desk.stop());

test('more at once than there are connections: nobody waits for a connection while holding one', async () => {
  const workspace = await desk.seed.workspace();
  const channel = await desk.seed.channel(await desk.seed.product(workspace));
  const visitor = desk.visitor();
  const begin = (n: number) =>
    visitor.ask<{ startChat: { conversation: { state: string } } }>(
      'mutation ($input: StartChatInput!) { startChat(input: $input) { conversation { state } } }',
      { input: { channelKey: channel.key, customer: { name: `Customer ${n}`, email: `c${n}@example.com` }, text: 'Merhaba' } },
    );
  const begun = await Promise.all(Array.from({ length: 40 }, (_, n) => begin(n)));
  expect(begun.map(({ startChat }) => startChat.conversation.state)).toEqual(Array(40).fill('QUEUED'));
});

test('a server that has stopped holds no session, also one that was asked nothing', async () => {
  const database = await testDatabase();
  const looker = openPool(database.url, 1);
  const sessions = async (): Promise<number> => {
    const others = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    return (await looker.query(others)).rows.length;
  };
  try {
    const idle = await Desk.start({ database });
    expect(await sessions()).toBeGreaterThan(0);
    await idle.stop();
    // A session's end is seen a moment after its connection's; one that is forgotten stays for ten seconds.
    expect(await eventually(sessions, (count) => count === 0, 5_000)).toBe(0);
  } finally {
    await looker.end();
    await database.drop();
  }
});
