import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeId } from '../../src/ids.js';
import { Company } from '../support/company.js';

let company: Company;
beforeAll(async () => {
  company = await Company.open();
});
afterAll(() => company.close());

test('customers write, wait, are answered and end in the archive or as a ticket, each step by itself', async () => {
  const { web, product, topic } = company;
  const ayse = await company.agent('Ayşe', { capacity: 1 });
  const mehmet = await company.agent('Mehmet', { capacity: 1 });
  const webGroup = await company.desk.seed.group(company.workspace, 'Web', [web], [ayse.seeded]);
  const [ali, veli, zehra] = [company.customer('Ali'), company.customer('Veli'), company.customer('Zehra')];

  // Before anybody writes, a visitor sees that nobody is there, and the desk an empty queue.
  const availability = company.followsAvailability();
  const queueSize = ayse.followsQueueSize();
  const counts = ayse.followsCounts({ channelTypes: ['WEB_CHAT'] });
  expect(await availability.next()).toEqual({ channelAvailabilityChanged: { channelKey: web.key, online: false } });
  expect(await queueSize.next()).toEqual({ queueSizeChanged: 0 });
  expect(await counts.next()).toEqual({
    agentCountsChanged: { online: 0, disconnected: 0, invisible: 0, break: 0, offline: 2, freeCapacity: 0 },
  });

  // Three customers write, and see their places.
  expect(await ali.startsChat('Siparişim nerede?')).toMatchObject({ state: 'QUEUED', placeInQueue: 1, agent: null });
  expect(await veli.startsChat('İade etmek istiyorum.')).toMatchObject({ state: 'QUEUED', placeInQueue: 2 });
  expect(await zehra.startsChat('My parcel is broken.', { language: 'en' })).toMatchObject({ state: 'QUEUED', placeInQueue: 3 });
  await queueSize.next(({ queueSizeChanged }) => queueSizeChanged === 3);

  const [aliSees, veliSees] = [ali.followsChat(await company.now()), veli.followsChat(await company.now())];
  expect(await aliSees.next()).toMatchObject({ conversationChanged: { change: 'PLACE_CHANGED', conversation: { placeInQueue: 1 } } });
  expect(await veliSees.next()).toMatchObject({ conversationChanged: { change: 'PLACE_CHANGED', conversation: { placeInQueue: 2 } } });

  // Ayşe goes Online and has the longest waiting one at once; the others move up.
  expect(await ayse.goesOnline()).toMatchObject({ agent: { status: 'ONLINE', activeCount: 1 } });
  expect(await aliSees.next()).toMatchObject({
    conversationChanged: { change: 'ASSIGNED', conversation: { state: 'ACTIVE', agent: { name: 'Ayşe', status: 'ONLINE' } } },
  });
  expect(await veliSees.next()).toMatchObject({ conversationChanged: { change: 'PLACE_CHANGED', conversation: { placeInQueue: 1 } } });
  expect(await availability.next()).toMatchObject({ channelAvailabilityChanged: { online: true } });
  await queueSize.next(({ queueSizeChanged }) => queueSizeChanged === 2);
  await counts.next(({ agentCountsChanged: { online, offline, freeCapacity } }) => online === 1 && offline === 1 && freeCapacity === 0);
  expect(await ayse.activeList()).toEqual(['Ali']);

  // Both talk, live. What Ayşe notes meanwhile stays at the desk.
  const [aliHears, ayseHears] = [ali.followsMessages(await company.now()), ayse.followsInbox(await company.now())];
  await ali.writes('Orada mısınız?');
  expect(await ayseHears.next()).toMatchObject({
    inboxMessageAdded: { message: { sequence: 2, text: 'Orada mısınız?', senderKind: 'CUSTOMER' } },
  });
  await ayse.notes(ali, 'Regular customer, be quick');
  await ayse.writes(ali, 'Buradayım, bakıyorum.');
  expect(await aliHears.next()).toMatchObject({ messageAdded: { message: { sequence: 2, text: 'Orada mısınız?' } } });
  expect(await aliHears.next()).toMatchObject({
    messageAdded: { message: { sequence: 3, text: 'Buradayım, bakıyorum.', senderKind: 'AGENT' } },
  });
  expect(JSON.stringify([await ali.looks(), aliHears.seen, aliSees.seen])).not.toContain('Regular customer');
  expect((await ayse.looksAt(ali)).notes).toEqual([{ text: 'Regular customer, be quick', agent: { name: 'Ayşe' } }]);

  // Ali's connection breaks; once it is back he gets what he missed, in order, and nothing twice.
  const lastHeard = aliHears.seen.at(-1)?.messageAdded.cursor ?? null;
  await ali.losesConnection();
  await ayse.writes(ali, 'Kargonuz yolda.');
  await ayse.writes(ali, 'Yarın sizde.');
  const aliHearsAgain = ali.followsMessages(lastHeard);
  expect(await aliHearsAgain.next()).toMatchObject({ messageAdded: { message: { sequence: 4, text: 'Kargonuz yolda.' } } });
  expect(await aliHearsAgain.next()).toMatchObject({ messageAdded: { message: { sequence: 5, text: 'Yarın sizde.' } } });
  const aliSeesAgain = ali.followsChat(aliSees.seen.at(-1)?.conversationChanged.cursor);

  // Mehmet comes too and has Veli.
  expect(await mehmet.goesOnline()).toMatchObject({ agent: { activeCount: 1 } });
  expect(await veliSees.next(({ conversationChanged: { change } }) => change === 'ASSIGNED')).toMatchObject({
    conversationChanged: { conversation: { agent: { name: 'Mehmet' } } },
  });
  await queueSize.next(({ queueSizeChanged }) => queueSizeChanged === 1);

  // Without a topic nothing is resolved; with one it is in the archive, and Zehra comes to Ayşe by herself.
  await expect(ayse.resolves(ali)).rejects.toThrow('TOPIC_REQUIRED input.topicId');
  expect(await ayse.looksAt(ali)).toMatchObject({ state: 'ACTIVE', topic: null });
  expect(await ayse.resolves(ali, topic)).toMatchObject({
    conversation: { state: 'RESOLVED', outcome: 'RESOLVED', topic: { name: 'Delivery' } },
  });
  expect(await aliSeesAgain.next()).toMatchObject({ conversationChanged: { change: 'RESOLVED', conversation: { state: 'RESOLVED' } } });
  expect(await zehra.looksAtChat()).toMatchObject({ state: 'ACTIVE', placeInQueue: null, agent: { name: 'Ayşe', status: 'ONLINE' } });
  expect(await ayse.looksAtSelf()).toMatchObject({ activeCount: 1 });
  expect(await ayse.activeList()).toEqual(['Zehra', 'Veli']);
  await queueSize.next(({ queueSizeChanged }) => queueSizeChanged === 0);

  // Ali stands in the archive, under each filter and under all together.
  const resolvedAt = Date.parse((await ayse.looksAt(ali)).resolvedAt ?? '');
  const inTheArchive = {
    productId: encodeId('product', product.id),
    channelIds: [encodeId('channel', web.id)],
    channelTypes: ['WEB_CHAT'],
    groupIds: [encodeId('group', webGroup.id)],
    agentIds: [ayse.id],
    topicIds: [encodeId('topic', topic.id)],
    outcomes: ['RESOLVED'],
    resolvedAt: { from: new Date(resolvedAt).toISOString(), to: new Date(resolvedAt + 1).toISOString() },
    search: 'siparisim',
  };
  for (const [name, value] of Object.entries(inTheArchive)) expect([name, await ayse.archived({ [name]: value })]).toEqual([name, ['Ali']]);
  expect(await ayse.archived(inTheArchive)).toEqual(['Ali']);
  expect(await ayse.archived({ ...inTheArchive, agentIds: [mehmet.id] })).toEqual([]);

  // Veli ends the chat himself; it stays with Mehmet, takes no capacity, and still needs its topic.
  await veli.ends();
  expect(await veliSees.next()).toMatchObject({ conversationChanged: { change: 'ENDED' } });
  expect(await mehmet.looksAtSelf()).toMatchObject({ activeCount: 0 });
  expect(await mehmet.activeList({ agentIds: [mehmet.id] })).toEqual(['Veli']);
  await expect(mehmet.resolves(veli)).rejects.toThrow('TOPIC_REQUIRED input.topicId');
  await mehmet.choosesTopic(veli, topic);
  expect(await mehmet.resolves(veli)).toMatchObject({ conversation: { state: 'RESOLVED', endedBy: 'CUSTOMER' } });

  // Zehra's cannot be solved live: archived, and a ticket from there. From now on the conversation leads to it.
  const converted = await ayse.converts(zehra, 'zehra@example.com', { topicId: encodeId('topic', topic.id), note: 'Ask the carrier' });
  expect(converted).toMatchObject({
    ticket: { number: 1, status: 'UNRESOLVED' },
    conversation: { state: 'RESOLVED', outcome: 'CONVERTED' },
  });
  expect((await ayse.converts(zehra, 'zehra@example.com')).ticket).toEqual(converted.ticket);
  expect(await ayse.looksAt(zehra)).toMatchObject({ topic: { name: 'Delivery' }, ticket: { number: 1 } });
  expect(await ayse.archived()).toEqual(['Zehra', 'Veli', 'Ali']);
  expect(await ayse.archived({ outcomes: ['CONVERTED'] })).toEqual(['Zehra']);
  expect(await ayse.activeList()).toEqual([]);
  await counts.next(({ agentCountsChanged: { online, freeCapacity } }) => online === 2 && freeCapacity === 2);
});
