import { describe, expect, test } from '@jest/globals';
import { ChannelType, ConversationState } from '../../src/entities/enums.js';
import {
  comesThroughPlatform,
  continuation,
  ending,
  isOpen,
  priorityOf,
  reactivatableUntil,
  replyWindow,
} from '../../src/services/conversations/rules.js';

const { QUEUED, ACTIVE, RESOLVED, ABANDONED } = ConversationState;
const { WEB_CHAT, WHATSAPP, INSTAGRAM, MESSENGER, IN_APP_IOS, IN_APP_ANDROID } = ChannelType;

const HOUR = 3_600_000;
const WROTE = new Date('2026-03-01T09:30:00.000Z');
const later = (milliseconds: number) => new Date(WROTE.getTime() + milliseconds);
const ended = later(1_000);

test.each([
  [WEB_CHAT, false],
  [IN_APP_IOS, false],
  [IN_APP_ANDROID, false],
  [WHATSAPP, true],
  [INSTAGRAM, true],
  [MESSENGER, true],
])('%s comes through a platform: %s', (type, expected) => {
  expect(comesThroughPlatform(type)).toBe(expected);
});

describe('how long an archived conversation may be moved back', () => {
  test.each([
    [WHATSAPP, 1, 24],
    [WHATSAPP, 720, 24],
    [MESSENGER, 1, 168],
    [INSTAGRAM, 720, 168],
    [WEB_CHAT, 24, 24],
    [WEB_CHAT, 0, 0],
    [IN_APP_IOS, 720, 720],
    [IN_APP_ANDROID, 1, 1],
  ])('%s, with %i hours set for the product: %i hours', (type, productHours, hours) => {
    expect(reactivatableUntil(type, WROTE, productHours)).toEqual(later(hours * HOUR));
  });
});

describe('the reply window', () => {
  const day = { until: later(24 * HOUR), kind: 'STANDARD' };
  const week = { until: later(168 * HOUR), kind: 'HUMAN_AGENT' };

  test.each([
    [WHATSAPP, 0, day],
    [WHATSAPP, 24 * HOUR, day],
    [WHATSAPP, 24 * HOUR + 1, { until: later(24 * HOUR), kind: 'CLOSED' }],
    [MESSENGER, 24 * HOUR, day],
    [MESSENGER, 24 * HOUR + 1, week],
    [MESSENGER, 168 * HOUR, week],
    [MESSENGER, 168 * HOUR + 1, { until: later(168 * HOUR), kind: 'CLOSED' }],
    [INSTAGRAM, 24 * HOUR, day],
    [INSTAGRAM, 24 * HOUR + 1, week],
    [INSTAGRAM, 168 * HOUR, week],
    [INSTAGRAM, 168 * HOUR + 1, { until: later(168 * HOUR), kind: 'CLOSED' }],
  ])('%s, %i ms after the customer wrote', (type, milliseconds, expected) => {
    expect(replyWindow(type, WROTE, later(milliseconds))).toEqual(expected);
  });

  test.each([WEB_CHAT, IN_APP_IOS, IN_APP_ANDROID])('%s has none: an answer is always possible', (type) => {
    expect(replyWindow(type, WROTE, later(10_000 * HOUR))).toBeNull();
    expect(replyWindow(type, null, later(1), WROTE)).toBeNull();
  });

  test.each([WHATSAPP, MESSENGER, INSTAGRAM])('%s: closed from the beginning while the customer has not written', (type) => {
    expect(replyWindow(type, null, later(1), WROTE)).toEqual({ until: WROTE, kind: 'CLOSED' });
  });
});

describe('the order of the queue', () => {
  test('is the order of arrival', () => {
    expect(priorityOf(WROTE, false)).toEqual(WROTE);
    expect(priorityOf(WROTE, false) < priorityOf(later(1), false)).toBe(true);
  });

  test('has the handed-back ones before all others, however long those wait', () => {
    expect(priorityOf(later(100 * 24 * HOUR), true) < priorityOf(WROTE, false)).toBe(true);
  });

  test('has the handed-back ones among themselves by their wait', () => {
    expect(priorityOf(WROTE, true) < priorityOf(later(1), true)).toBe(true);
  });
});

describe('which conversations are open', () => {
  test.each([
    [QUEUED, null, true],
    [ACTIVE, null, true],
    [ACTIVE, ended, false],
    [RESOLVED, null, false],
    [RESOLVED, ended, false],
    [ABANDONED, ended, false],
  ])('%s, ended at %s: %s', (state, endedAt, expected) => {
    expect(isOpen({ state, endedAt })).toBe(expected);
  });
});

describe('when the customer ends the chat', () => {
  test.each([
    ['never assigned', QUEUED, null, null, 'ABANDON'],
    ['handed back', QUEUED, null, 'agent', 'AWAIT_TOPIC'],
    ['with an agent', ACTIVE, null, 'agent', 'AWAIT_TOPIC'],
    ['ended before', ACTIVE, ended, 'agent', 'ALREADY_ENDED'],
    ['abandoned before', ABANDONED, ended, null, 'ALREADY_ENDED'],
    ['resolved', RESOLVED, null, 'agent', 'ALREADY_RESOLVED'],
    ['ended, then resolved', RESOLVED, ended, 'agent', 'ALREADY_RESOLVED'],
  ])('%s', (_name, state, endedAt, lastAgentId, expected) => {
    expect(ending({ state, endedAt, lastAgentId })).toBe(expected);
  });
});

describe('where what the customer writes goes', () => {
  const until = later(24 * HOUR);

  test.each([
    ['while it waits', QUEUED, null, 0, 'APPEND'],
    ['while it is active', ACTIVE, null, 0, 'APPEND'],
    ['while it is active, long after the window', ACTIVE, null, 1_000 * HOUR, 'APPEND'],
    ['after ending', ACTIVE, ended, 0, 'BEGIN'],
    ['after leaving the queue', ABANDONED, ended, 0, 'BEGIN'],
    ['after resolve, within the window', RESOLVED, null, HOUR, 'REOPEN'],
    ['after resolve, at the window’s last millisecond', RESOLVED, null, 24 * HOUR, 'REOPEN'],
    ['after resolve, a millisecond outside the window', RESOLVED, null, 24 * HOUR + 1, 'BEGIN'],
    ['after ending and resolve, within the window', RESOLVED, ended, HOUR, 'BEGIN'],
  ])('%s', (_name, state, endedAt, milliseconds, expected) => {
    expect(continuation({ state, endedAt }, until, later(milliseconds))).toBe(expected);
  });
});
