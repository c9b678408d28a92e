import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { v7 } from 'uuid';
import { type EventType, SenderKind } from '../../src/entities/enums.js';
import { Hub } from '../../src/events/hub.js';
import { type Typist, Typists } from '../../src/services/typing/typists.js';

const someone = (more: Partial<Typist> = {}): Typist => ({
  ...{ conversationId: v7(), workspaceId: v7(), channelId: v7(), customerId: v7(), agentId: v7(), typistId: v7() },
  ...{ by: SenderKind.CUSTOMER, name: 'Çağla İpek', ...more },
});

let hub: Hub;
let said: string[];
let typists: Typists;
let changes: [name: string, typing: boolean][];
const çağla = someone();

beforeEach(() => {
  jest.useFakeTimers();
  hub = new Hub();
  said = [];
  changes = [];
  typists = new Typists({ hub, say: (signal) => said.push(signal) });
  typists.follow(çağla.conversationId, ({ name, typing }) => changes.push([name, typing]));
});
afterEach(() => {
  typists.stop();
  expect(hub.size).toBe(0);
  jest.useRealTimers();
});

const hears = (): void => {
  for (const signal of said.splice(0)) typists.heard(signal);
};
const types = (who: Typist, typing = true): void => {
  typists.tell({ ...who, typing });
  hears();
};
const happens = (type: EventType, conversationId = çağla.conversationId, agentId: string | null = null): void => {
  const { workspaceId, channelId, customerId } = çağla;
  hub.deliver([{ id: 1n, at: new Date(), type, conversationId, workspaceId, channelId, customerId, agentId, subjectId: null }]);
};

test('says again what is still so to nobody, and ends by itself 6 seconds after the last time', () => {
  types(çağla);
  for (let second = 0; second < 30; second += 3) {
    jest.advanceTimersByTime(3_000);
    types(çağla);
  }
  expect(changes).toEqual([['Çağla İpek', true]]);
  jest.advanceTimersByTime(5_999);
  expect(typists.at(çağla.conversationId)).toEqual([çağla]);
  jest.advanceTimersByTime(1);
  expect(changes).toEqual([
    ['Çağla İpek', true],
    ['Çağla İpek', false],
  ]);
  expect(typists.at(çağla.conversationId)).toEqual([]);
});

test('ends at once when told so, and with a message, and a false of nobody tells nothing', () => {
  types(çağla, false);
  types(çağla);
  types(çağla, false);
  types(çağla);
  typists.hasSent(çağla.conversationId, v7());
  expect(said).toEqual([]);
  typists.hasSent(çağla.conversationId, çağla.typistId);
  hears();
  typists.hasSent(çağla.conversationId, çağla.typistId);
  expect(said).toEqual([]);
  expect(changes.map(([, typing]) => typing)).toEqual([true, false, true, false]);
});

test('two at one conversation, and others elsewhere, do not disturb each other', () => {
  const şükrü = someone({ conversationId: çağla.conversationId, by: SenderKind.AGENT, name: 'Şükrü' });
  const far = someone();
  for (const one of [çağla, şükrü, far]) types(one);
  types(şükrü, false);
  types(far, false);
  expect(changes).toEqual([
    ['Çağla İpek', true],
    ['Şükrü', true],
    ['Şükrü', false],
  ]);
  expect(typists.at(çağla.conversationId)).toEqual([çağla]);
});

describe('what happens to the conversation', () => {
  test.each<EventType>(['conversation.assigned', 'conversation.handed_back', 'conversation.ended', 'conversation.resolved'])(
    '%s ends what is typed',
    (type) => {
      types(çağla);
      happens(type, v7());
      expect(changes).toHaveLength(1);
      happens(type);
      expect(changes).toEqual([
        ['Çağla İpek', true],
        ['Çağla İpek', false],
      ]);
    },
  );

  test('an assignment that was known already when it was said does not', () => {
    types(çağla);
    happens('conversation.assigned', çağla.conversationId, çağla.agentId);
    expect(typists.at(çağla.conversationId)).toHaveLength(1);
    happens('conversation.assigned', çağla.conversationId, v7());
    expect(typists.at(çağla.conversationId)).toEqual([]);
  });

  test.each<EventType>(['message.added', 'note.added', 'conversation.topic_set'])('%s does not', (type) => {
    types(çağla);
    happens(type);
    expect(changes).toHaveLength(1);
  });
});

describe('the same again', () => {
  const repeated = (typing: boolean): boolean => typists.isRepeated(çağla.conversationId, çağla.typistId, typing);

  test('is known within a second, of each typist and conversation by itself', () => {
    expect([repeated(true), repeated(false)]).toEqual([false, false]);
    types(çağla);
    expect([repeated(true), repeated(false)]).toEqual([true, false]);
    expect(typists.isRepeated(çağla.conversationId, v7(), true)).toBe(false);
    expect(typists.isRepeated(v7(), çağla.typistId, true)).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(repeated(true)).toBe(false);
  });

  test('on and off again many times a second is at most one of each', () => {
    let told = 0;
    for (let tried = 0; tried < 100; tried++) {
      const typing = tried % 2 === 0;
      if (!repeated(typing)) {
        types(çağla, typing);
        told++;
      }
      jest.advanceTimersByTime(10);
    }
    expect(told).toBe(2);
  });

  test('after a message, or when the conversation changed hands, typing may begin again at once', () => {
    types(çağla);
    typists.hasSent(çağla.conversationId, çağla.typistId);
    expect(repeated(true)).toBe(false);
    types(çağla);
    happens('conversation.assigned');
    expect(repeated(true)).toBe(false);
  });

  test('a message that overtakes the word of typing ends it all the same', () => {
    typists.tell({ ...çağla, typing: true });
    typists.hasSent(çağla.conversationId, çağla.typistId);
    hears();
    expect(typists.at(çağla.conversationId)).toEqual([]);
  });
});

test('what other versions and others say is passed over', () => {
  for (const signal of ['', 'x', 'null', '{"kind":"typing"}', JSON.stringify({ kind: 'other', ...çağla, typing: true })]) {
    typists.heard(signal);
  }
  typists.heard(JSON.stringify({ kind: 'typing', ...çağla, typing: true, ofTheNextVersion: 1 }));
  expect(changes).toEqual([['Çağla İpek', true]]);
});

test('whoever does not follow any more is not told', () => {
  const heard: boolean[] = [];
  const leave = typists.follow(çağla.conversationId, ({ typing }) => heard.push(typing));
  types(çağla);
  leave();
  types(çağla, false);
  expect(heard).toEqual([true]);
});
