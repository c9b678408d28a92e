import * as example from './generated/graphql.js';
import type { Storyteller } from './storyteller.js';

/** What each example shows, asserted: from the first word to the ticket. In order; each goes on where the one before ended. */
export const storyOfADay: Record<string, (story: Storyteller) => Promise<void>> = {
  '01-channel-availability': async (story) => {
    const { channelAvailability } = await story.run(example.ChannelAvailabilityDocument);
    expect(channelAvailability).toEqual({ channelKey: 'demo-web', online: false });
  },
  '02-start-chat': async (story) => {
    const { startChat } = await story.run(example.StartChatDocument);
    expect(startChat).toMatchObject({ conversation: { state: 'QUEUED', placeInQueue: expect.any(Number) }, userErrors: [] });
    story.enter('customer', startChat.accessToken, { refreshToken: startChat.refreshToken ?? '', chatCursor: startChat.cursor });
  },
  '03-follow-own-chat': async (story) => {
    const changes = await story.follow(example.FollowOwnChatDocument);
    expect(await changes.next()).toMatchObject({
      conversationChanged: { change: 'PLACE_CHANGED', conversation: { state: 'QUEUED', placeInQueue: expect.any(Number), agent: null } },
    });
    changes.stop();
  },
  '04-write-more': async (story) => {
    const { sendMessage } = await story.run(example.WriteMoreDocument);
    expect(sendMessage).toMatchObject({ message: { sequence: 2, text: 'Sipariş numaram 48213.' }, userErrors: [] });
  },
  '05-sign-in': async (story) => {
    const { signIn } = await story.run(example.SignInDocument);
    expect(signIn).toMatchObject({ agent: { name: 'Ayşe Yılmaz', role: 'AGENT', status: 'OFFLINE' }, userErrors: [] });
    story.enter('agent', signIn.accessToken, { refreshToken: signIn.refreshToken ?? '', agentId: signIn.agent?.id });
  },
  '06-who-am-i': async (story) => {
    const { viewer } = await story.run(example.MyStatusDocument);
    expect(viewer).toMatchObject({ agent: { name: 'Ayşe Yılmaz' }, rights: expect.arrayContaining(['conversation.handle']) });
  },
  '07-footer': async (story) => {
    const { queueSize, agentCounts } = await story.run(example.FooterDocument);
    expect(queueSize).toBeGreaterThanOrEqual(2);
    expect(agentCounts).toMatchObject({ online: 0, freeCapacity: 0 });
  },
  '08-queue': async (story) => {
    const { queue } = await story.run(example.QueueDocument);
    expect(queue.nodes.at(-1)).toMatchObject({ customer: { name: 'Zehra Aksoy' }, lastMessage: { text: 'Sipariş numaram 48213.' } });
    expect(queue.nodes.map(({ placeInQueue }) => placeInQueue)).toEqual(queue.nodes.map((_node, index) => index + 1));
  },
  '09-go-online': async (story) => {
    const { changeMyStatus } = await story.run(example.ChangeMyStatusDocument);
    expect(changeMyStatus).toMatchObject({ agent: { status: 'ONLINE', capacity: 20 }, userErrors: [] });
    expect(changeMyStatus.agent?.activeCount).toBeGreaterThanOrEqual(2);
  },
  '10-active-conversations': async (story) => {
    const { activeConversations } = await story.run(example.ActiveConversationsDocument);
    expect(activeConversations.nodes[0]).toMatchObject({ state: 'ACTIVE', unreadCount: 2, customer: { name: 'Zehra Aksoy' } });
    expect(activeConversations.nodes[0]?.messages.nodes).toHaveLength(2);
  },
  '11-follow-queue': async (story) => {
    const waiting = await story.follow(example.FollowQueueDocument);
    expect(await waiting.next()).toEqual({ queueSizeChanged: expect.any(Number) });
    waiting.stop();
  },
  '12-follow-desk': async (story) => {
    const changes = await story.follow(example.FollowDeskDocument);
    const { conversationChanged } = await changes.next((event) => JSON.stringify(event).includes('Zehra Aksoy'));
    const conversation = { state: 'ACTIVE', customer: { name: 'Zehra Aksoy' }, agent: { name: 'Ayşe Yılmaz' } };
    expect(conversationChanged).toMatchObject({ change: 'ASSIGNED', conversation });
    changes.stop();
  },
  '13-send-message': async (story) => {
    const { sendMessage } = await story.run(example.SendMessageDocument);
    expect(sendMessage).toMatchObject({ message: { sequence: 3 }, userErrors: [] });
  },
  '14-chat-bubble': async (story) => {
    const bubble = await story.follow(example.ChatBubbleDocument);
    expect(await bubble.next()).toEqual({ agentStatusChanged: { name: 'Ayşe Yılmaz', status: 'ONLINE' } });
    bubble.stop();
  },
  '15-follow-messages': async (story) => {
    const messages = await story.follow(example.FollowMessagesDocument);
    expect(await messages.next()).toMatchObject({ messageAdded: { message: { sequence: 2, senderKind: 'CUSTOMER' } } });
    expect(await messages.next()).toMatchObject({ messageAdded: { message: { sequence: 3, senderKind: 'AGENT' } } });
    messages.stop();
  },
  '16-type': async (story) => {
    const { setTyping } = await story.run(example.TypeDocument);
    expect(setTyping).toEqual({ userErrors: [] });
  },
  '17-reply': async (story) => {
    const { sendMessage } = await story.run(example.ReplyDocument);
    expect(sendMessage).toMatchObject({ message: { sequence: 4 }, userErrors: [] });
  },
  '18-follow-inbox': async (story) => {
    const inbox = await story.follow(example.FollowInboxDocument);
    expect(await inbox.next()).toMatchObject({ inboxMessageAdded: { message: { sequence: 3, senderName: 'Ayşe Yılmaz' } } });
    expect(await inbox.next()).toMatchObject({ inboxMessageAdded: { message: { sequence: 4, senderName: 'Zehra Aksoy' } } });
    inbox.stop();
  },
  '19-mark-read': async (story) => {
    const { markRead } = await story.run(example.MarkReadDocument);
    expect(markRead).toMatchObject({ conversation: { unreadCount: 1 }, cursor: expect.any(String), userErrors: [] });
  },
  '20-ticks': async (story) => {
    const ticks = await story.follow(example.TicksDocument);
    expect(await ticks.next()).toMatchObject({ readStateChanged: { kind: 'READ', by: 'AGENT', sequence: 2 } });
    ticks.stop();
  },
  '21-own-conversations': async (story) => {
    const [chat] = (await story.run(example.OwnConversationsDocument)).myConversations;
    expect(chat).toMatchObject({ state: 'ACTIVE', agent: { name: 'Ayşe Yılmaz', status: 'ONLINE' } });
    expect(chat?.messages.nodes.map(({ senderName }) => senderName)).toEqual(['Zehra Aksoy', 'Zehra Aksoy', 'Ayşe Yılmaz', 'Zehra Aksoy']);
  },
  '22-general-information': async (story) => {
    const { conversation } = await story.run(example.GeneralInformationDocument);
    const generalInformation = { customerName: 'Zehra Aksoy', channelType: 'WEB_CHAT', siteAddress: 'https://www.karinca.example' };
    expect(conversation).toMatchObject({ state: 'ACTIVE', generalInformation, assignments: [{ reason: 'ROUTED', endedAt: null }] });
  },
  '23-add-note': async (story) => {
    const { addNote } = await story.run(example.AddNoteDocument);
    expect(addNote).toMatchObject({ note: { afterSequence: 4, agent: { name: 'Ayşe Yılmaz' } }, userErrors: [] });
  },
  '24-topics': async (story) => {
    const { topics } = await story.run(example.TopicsDocument);
    expect(topics).toContainEqual({ id: expect.any(String), name: 'Kargo takibi', parent: { name: 'Sipariş ve kargo' } });
    expect(topics.map(({ name }) => name)).not.toContain('Kart işlemleri');
  },
  '25-resolve-without-topic': async (story) => {
    const { resolveConversation } = await story.run(example.ResolveWithoutTopicDocument);
    expect(resolveConversation).toMatchObject({ conversation: null, userErrors: [{ code: 'TOPIC_REQUIRED', path: ['input', 'topicId'] }] });
  },
  '26-resolve': async (story) => {
    const { resolveConversation } = await story.run(example.ResolveDocument);
    const resolvedBy = { name: 'Ayşe Yılmaz' };
    expect(resolveConversation).toMatchObject({ conversation: { state: 'RESOLVED', outcome: 'RESOLVED', resolvedBy }, userErrors: [] });
  },
  '27-archive': async (story) => {
    const { archive } = await story.run(example.ArchiveDocument);
    expect(archive.nodes[0]).toMatchObject({ customer: { name: 'Zehra Aksoy' }, resolvedBy: { name: 'Ayşe Yılmaz' }, ticket: null });
    expect(archive.nodes).toHaveLength(5);
  },
  '28-reactivate': async (story) => {
    const { reactivateConversation } = await story.run(example.ReactivateDocument);
    expect(reactivateConversation).toMatchObject({ conversation: { state: 'ACTIVE', agent: { name: 'Ayşe Yılmaz' } }, userErrors: [] });
  },
  '29-resolve-again': async (story) => {
    const { resolveConversation } = await story.run(example.ResolveAgainDocument);
    expect(resolveConversation.conversation?.assignments).toEqual([
      { reason: 'ROUTED', endReason: 'RESOLVED' },
      { reason: 'REACTIVATED', endReason: 'RESOLVED' },
    ]);
  },
};
