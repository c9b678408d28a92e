import { demoSignIns, seedDemo } from '../../src/demo/seed.js';
import { Desk } from '../support/desk.js';
import { SignInDocument } from '../support/generated/graphql.js';
import { storyOfADay } from '../support/story-of-a-day.js';
import { storyOfTheDesk } from '../support/story-of-the-desk.js';
import { examples, Storyteller } from '../support/storyteller.js';

const told = { ...storyOfADay, ...storyOfTheDesk };
let desk: Desk;
let story: Storyteller;

beforeAll(async () => {
  desk = await Desk.start();
  const { orm } = desk.server.app;
  await seedDemo(orm);
  story = new Storyteller(desk);
  for (const { role, email, password } of await demoSignIns(orm)) {
    if (role !== 'supervisor' && role !== 'administrator') continue;
    const { signIn } = await desk.visitor().ask(SignInDocument, { input: { email, password } });
    story.enter(role, signIn.accessToken, { refreshToken: signIn.refreshToken ?? '', agentId: signIn.agent?.id });
  }
}, 60_000);

afterAll(() => desk.stop());

test('every example is told, and nothing else', () => {
  expect(Object.keys(told)).toEqual(examples.map(({ name }) => name));
});

test.each(Object.entries(told))('%s', (_name, tell) => tell(story));
