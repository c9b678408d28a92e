import { Desk } from '../support/desk.js';

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
