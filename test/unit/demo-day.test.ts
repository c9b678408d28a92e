import { describe, expect, test } from '@jest/globals';
import { castOf } from '../../src/demo-day/cast.js';
import { compare, type Evidence } from '../../src/demo-day/comparison.js';
import { firstDifference } from '../../src/demo-day/difference.js';
import { Ledger } from '../../src/demo-day/ledger.js';
import { DemoError, readOptions } from '../../src/demo-day/options.js';
import { duration, percentile } from '../../src/demo-day/percentiles.js';
import type { RecordedConversation, RecordedMessage } from '../../src/demo-day/records.js';
import { Random } from '../../src/dialogues/random.js';

describe('options', () => {
  test('without any, a day of a minute at the usual address, signed in with the demo workspace’s administrator', () => {
    expect(readOptions([], () => 7)).toEqual({
      ...{ customers: 40, agents: 6, seconds: 60, seed: 7, url: 'http://127.0.0.1:4000' },
      ...{ email: 'deniz@demo.sohbet.local', password: 'merhaba-sohbet', channels: false, platformPort: 4080 },
    });
  });

  test('are read', () => {
    const args = ['--customers', '500', '--agents=50', '--seconds', '90', '--seed', '0', '--email', 'ada@example.com', '--password', 'x'];
    expect(readOptions(args)).toMatchObject({ customers: 500, agents: 50, seconds: 90, seed: 0, email: 'ada@example.com', password: 'x' });
  });

  test.each([
    ['https://desk.example.com/graphql', 'https://desk.example.com'],
    ['http://127.0.0.1:4001/', 'http://127.0.0.1:4001'],
    ['http://[::1]:4001', 'http://[::1]:4001'],
  ])('--url %s is %s', (given, url) => expect(readOptions(['--url', given])?.url).toBe(url));

  test('help is not a day', () => expect(readOptions(['--help'])).toBeNull());

  test.each([
    [['--customers', '0'], '--customers 0', 'from 1 to 5000'],
    [['--agents', 'six'], '--agents six', 'from 1 to 200'],
    [['--seconds', '1.5'], '--seconds 1.5', 'from 5 to 86400'],
    [['--seed', '99999999999'], '--seed 99999999999', 'a whole number'],
    [['--url', 'localhost:4000'], '--url localhost:4000', 'http://127.0.0.1:4000'],
    [['--email', 'ada@example.com'], '--password is missing', 'both'],
    [['--password', 'x'], '--email is missing', 'both'],
    [['--speed', '3'], '--speed', 'npm run demo'],
    [['40'], '40', 'npm run demo'],
  ])('%j is refused by name, with the remedy', (args, name, remedy) => {
    const refused = (): unknown => readOptions(args);
    expect(refused).toThrow(DemoError);
    expect(refused).toThrow(name);
    expect(refused).toThrow(remedy);
  });
});

describe('percentiles', () => {
  test.each([
    [[], 50, null],
    [[3], 50, 3],
    [[3], 99, 3],
    [[2, 1], 50, 1],
    [[4, 1, 3, 2], 50, 2],
    [[4, 1, 3, 2], 90, 4],
    [Array.from({ length: 100 }, (_, index) => 100 - index), 99, 99],
    [Array.from({ length: 101 }, (_, index) => index), 50, 50],
    [[10, 9, 100], 50, 10],
  ])('of %j, %d of a hundred', (values, of100, expected) => expect(percentile(values, of100)).toBe(expected));

  test.each([
    [null, '–'],
    [0.25, '250 µs'],
    [12.4, '12 ms'],
    [1_234, '1.2 s'],
    [59_970, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms is told as %s', (milliseconds, told) => expect(duration(milliseconds)).toBe(told));
});

test('the same seed gives the same people, another one others', () => {
  const people = (seed: number): string[] => castOf({ seed, customers: 30, agents: 5 }).customers.map(({ person }) => person.email);
  expect(people(5)).toEqual(people(5));
  expect(people(5)).not.toEqual(people(6));
});

test('in every dialogue all that is said can be said', () => {
  const agent = castOf({ seed: 1, customers: 1, agents: 1 }).agents[0]?.person;
  for (const { dialogue, later } of castOf({ seed: 1, customers: 300, agents: 1 }).customers) {
    for (const one of [dialogue, later]) while (one.turn) expect(one.take(agent)).toMatch(/^[^[\]{}]+$/);
  }
});

test.each([
  [['a', 'b'], ['a', 'b'], null],
  [['a', 'b'], ['a'], 'expected b as number 2, and it is missing'],
  [['a', 'b'], ['b', 'a'], 'expected a as number 1, and it is b'],
  [['a'], ['a', 'a'], 'a is one too many'],
])('%j against %j', (expected, found, difference) => expect(firstDifference(expected, found)).toBe(difference));

/** A day of one customer and one agent, who have said so many things to each other in turn, the customer first. */
const evidenceOf = (count: number): Evidence => {
  const ledger = new Ledger();
  const [id, agentId] = ['conversation_1', 'agent_1'];
  const time = (second: number): string => new Date(1_700_000_000_000 + second * 1000).toISOString();
  const messages = Array.from({ length: count }, (_, index): RecordedMessage => {
    const senderKind = index % 2 === 0 ? 'CUSTOMER' : 'AGENT';
    return { id: `m${index}`, sequence: index + 1, senderKind, clientMessageId: `c${index}`, text: `words ${index}`, sentAt: time(index) };
  });
  const heard = messages.map((message) => ({
    cursor: message.id,
    message: { ...message, conversationId: id, senderKind: 'CUSTOMER' as const },
  }));
  const changes = ['QUEUED', 'ASSIGNED', 'RESOLVED'].map((change) => ({ cursor: change, change, conversation: { id } }));
  for (const { clientMessageId, text } of messages) {
    ledger.sent.push({ conversationId: id, clientMessageId: clientMessageId ?? '', text });
  }
  ledger.changes.push(...changes);
  ledger.customers.push({
    ...{ who: 'Ada', conversationIds: [id], changes: changes.slice(1) },
    messages: [{ conversationId: id, firstClientMessageId: 'c0', heard: heard.slice(1) }],
  });
  ledger.agents.push({ who: 'Bora', id: agentId, inbox: heard.slice(1), changes: changes.slice(1) });
  const assignments = [{ agent: { id: agentId }, reason: 'ROUTED', startedAt: time(0.5), endedAt: time(count) }];
  const record: RecordedConversation = {
    ...{ id, state: 'RESOLVED', outcome: 'RESOLVED', startedAt: time(0), agent: { id: agentId }, topic: { id: 'topic_1' }, ticket: null },
    ...{ customer: { name: 'Ada' }, assignments, messages },
  };
  return { ledger, records: [record], capacities: new Map([[agentId, 1]]) };
};

describe('comparing', () => {
  const broken = (evidence: Evidence): string[] =>
    compare(evidence)
      .filter(({ differences }) => differences.length > 0)
      .map(({ promise }) => promise);
  const random = new Random(3);

  test('finds nothing where nothing is wrong', () => expect(broken(evidenceOf(9))).toEqual([]));

  const faults: [string, (evidence: Evidence) => void, RegExp][] = [
    [
      'a customer misses a message',
      ({ ledger }) => void ledger.customers[0]?.messages[0]?.heard.splice(random.whole(0, 7), 1),
      /customer was delivered/,
    ],
    ['a customer is given one twice', ({ ledger }) => repeat(ledger.customers[0]?.messages[0]?.heard), /customer was delivered/],
    ['a customer gets them out of order', ({ ledger }) => void ledger.customers[0]?.messages[0]?.heard.reverse(), /customer was delivered/],
    ['an agent misses the last', ({ ledger }) => void ledger.agents[0]?.inbox.pop(), /agent was delivered/],
    ['an agent is given one twice', ({ ledger }) => repeat(ledger.agents[0]?.inbox), /agent was delivered/],
    ['a message is lost', ({ records }) => void records[0]?.messages.pop(), /recorded once/],
    ['a number is skipped', ({ records }) => void Object.assign(records[0]?.messages.at(-1) ?? {}, { sequence: 10 }), /recorded once/],
    ['a message has other words', ({ ledger }) => void Object.assign(ledger.sent[2] ?? {}, { text: 'others' }), /recorded once/],
    ['a change is not told', ({ ledger }) => void ledger.changes.pop(), /to the administrator/],
    ['a change is told twice', ({ ledger }) => repeat(ledger.changes), /to the administrator/],
    ['a deed is not seen', ({ ledger }) => ledger.did('9', ['ENDED'], 'conversation_1'), /to the administrator/],
    ['a customer misses a change', ({ ledger }) => void ledger.customers[0]?.changes.pop(), /customer was told/],
    ['an agent misses a change', ({ ledger }) => void ledger.agents[0]?.changes.pop(), /agent was told/],
    ['a conversation is open', ({ records }) => void Object.assign(records[0] ?? {}, { state: 'ACTIVE' }), /accounted for/],
    ['a conversation is nowhere', ({ records }) => void (records as RecordedConversation[]).pop(), /accounted for/],
    ['too much at once', ({ records }) => repeat(records[0]?.assignments), /recorded above/],
    ['an answer nobody expects', ({ ledger }) => void ledger.faults.push('INTERNAL_SERVER_ERROR'), /nothing failed/],
  ];
  test.each(faults)('finds that %s', (_, spoil, promise) => {
    const evidence = evidenceOf(9);
    spoil(evidence);
    expect(broken(evidence).join('; ')).toMatch(promise);
  });
});

/** The same day, but that the customer wrote from a phone. */
const evidenceOfPhone = (count: number): Evidence => {
  const { ledger, records, capacities } = evidenceOf(count);
  const [record] = records;
  const messages = (record?.messages ?? []).map((message) => ({
    ...message,
    clientMessageId: message.senderKind === 'CUSTOMER' ? null : message.clientMessageId,
  }));
  const saidBy = (sender: string): string[] => messages.filter(({ senderKind }) => senderKind === sender).map(({ text }) => text);
  ledger.customers.pop();
  ledger.sent.splice(0, ledger.sent.length, ...ledger.sent.filter((_, index) => index % 2 === 1));
  ledger.platformPeople.push({
    ...{ who: 'Ada', via: 'WHATSAPP', conversationId: record?.id ?? '', wrote: saidBy('CUSTOMER') },
    received: saidBy('AGENT').map((text, index) => ({ messageId: `wamid.${index}`, text })),
  });
  return { ledger, capacities, records: record ? [{ ...record, messages }] : [] };
};

describe('comparing what came to phones', () => {
  const broken = (evidence: Evidence): string[] =>
    compare(evidence)
      .filter(({ differences }) => differences.length > 0)
      .map(({ promise }) => promise);

  test('finds nothing where nothing is wrong', () => expect(broken(evidenceOfPhone(9))).toEqual([]));

  const faults: [string, (evidence: Evidence) => void, RegExp][] = [
    ['a phone misses a message', ({ ledger }) => void ledger.platformPeople[0]?.received.splice(1, 1), /reached their phone/],
    ['a phone gets one twice', ({ ledger }) => repeat(ledger.platformPeople[0]?.received), /reached their phone/],
    ['a phone gets them out of order', ({ ledger }) => void ledger.platformPeople[0]?.received.reverse(), /reached their phone/],
    ['what was written is lost', ({ records }) => void records[0]?.messages.shift(), /written on a platform/],
    [
      'what was written has other words',
      ({ ledger }) => void ledger.platformPeople[0]?.wrote.splice(0, 1, 'others'),
      /written on a platform/,
    ],
    ['a conversation is nowhere', ({ records }) => void (records as RecordedConversation[]).pop(), /accounted for/],
  ];
  test.each(faults)('finds that %s', (_, spoil, promise) => {
    const evidence = evidenceOfPhone(9);
    spoil(evidence);
    expect(broken(evidence).join('; ')).toMatch(promise);
  });
});

const repeat = <Item>(items: Item[] | undefined): void => void items?.push(items.at(-1)!);
