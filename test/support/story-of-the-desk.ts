import * as example from './generated/graphql.js';
import type { Storyteller } from './storyteller.js';

/** The rest of the story: tickets, the next customer, and what supervisors do. */
export const storyOfTheDesk: Record<string, (story: Storyteller) => Promise<void>> = {
  '30-convert-to-ticket': async (story) => {
    const { convertToTicket } = await story.run(example.ConvertToTicketDocument);
    const ticket = { status: 'UNRESOLVED', priority: 'LOW', requester: { name: 'Zehra Aksoy', email: 'zehra@example.com' } };
    expect(convertToTicket).toMatchObject({ ticket, conversation: { outcome: 'CONVERTED' }, userErrors: [] });
  },
  '31-tickets': async (story) => {
    const { tickets } = await story.run(example.TicketsDocument);
    expect(tickets.nodes[0]).toMatchObject({ status: 'UNRESOLVED', requester: { email: 'zehra@example.com' } });
  },
  '32-reply-to-ticket': async (story) => {
    const { replyToTicket } = await story.run(example.ReplyToTicketDocument);
    const text = 'Merhaba, paketiniz yarın adresinizde olacak.';
    expect(replyToTicket).toMatchObject({ message: { senderKind: 'AGENT', text }, ticket: { messages: [{ text }] }, userErrors: [] });
  },
  '33-change-ticket-status': async (story) => {
    const { changeTicketStatus } = await story.run(example.ChangeTicketStatusDocument);
    expect(changeTicketStatus).toMatchObject({ ticket: { status: 'WAITING' }, userErrors: [] });
    expect(changeTicketStatus.ticket?.history.at(-1)).toMatchObject({ field: 'status', before: 'UNRESOLVED', after: 'WAITING' });
  },
  '34-set-language-rule': async (story) => {
    const { setLanguageRule } = await story.run(example.SetLanguageRuleDocument);
    const languageRule = { language: 'en', product: { name: 'Karınca Ayakkabı' }, agent: { name: 'Ayşe Yılmaz' } };
    expect(setLanguageRule).toMatchObject({ languageRule, userErrors: [] });
  },
  '35-narrow-capacity': async (story) => {
    const { updateAgent } = await story.run(example.NarrowCapacityDocument);
    expect(updateAgent.userErrors).toEqual([]);
    expect(updateAgent.agent?.capacity).toBe(updateAgent.agent?.activeCount);
  },
  '36-impatient-customer': async (story) => {
    const { startChat } = await story.run(example.ImpatientCustomerDocument);
    // The demo's day has not seen ten who really waited: no number is made up.
    const conversation = { state: 'QUEUED', placeInQueue: 1, estimatedWait: null };
    expect(startChat).toMatchObject({ conversation, userErrors: [] });
    story.enter('customer', startChat.accessToken, { refreshToken: startChat.refreshToken ?? '', chatCursor: startChat.cursor });
  },
  '37-leave-email': async (story) => {
    const { leaveEmail } = await story.run(example.LeaveEmailDocument);
    const conversation = { state: 'ABANDONED', placeInQueue: null, endedBy: 'CUSTOMER' };
    expect(leaveEmail).toMatchObject({ ticketNumber: expect.any(Number), conversation, userErrors: [] });
  },
  '38-another-customer': async (story) => {
    const { startChat } = await story.run(example.AnotherCustomerDocument);
    expect(startChat).toMatchObject({ conversation: { state: 'QUEUED', placeInQueue: 1 }, userErrors: [] });
    story.enter('customer', startChat.accessToken, { refreshToken: startChat.refreshToken ?? '', chatCursor: startChat.cursor });
  },
  '39-why-it-waits': async (story) => {
    const { conversation, assignableAgents, languageRules } = await story.run(example.WhyItWaitsDocument);
    expect(conversation).toMatchObject({
      state: 'QUEUED',
      language: 'en',
      routing: { waiting: { reason: 'ALL_AT_CAPACITY' }, decisions: [] },
    });
    expect(conversation?.routing?.waiting?.agents).toContainEqual({ refusal: 'AT_CAPACITY', count: 1 });
    expect(assignableAgents).toEqual([]);
    expect(languageRules).toMatchObject([{ language: 'en', channel: null, agent: { name: 'Ayşe Yılmaz' }, group: null }]);
  },
  '40-resolve-for-next': async (story) => {
    const { resolveConversation } = await story.run(example.ResolveForNextDocument);
    expect(resolveConversation).toMatchObject({ conversation: { state: 'RESOLVED' }, userErrors: [] });
    const agent = resolveConversation.conversation?.resolvedBy;
    expect(agent?.activeCount).toBe(agent?.capacity);
  },
  '41-next-came': async (story) => {
    const { queueSize, activeConversations } = await story.run(example.NextCameDocument);
    expect(queueSize).toBe(0);
    expect(activeConversations.nodes).toMatchObject([{ customer: { name: 'Oliver Hughes' }, assignments: [{ reason: 'ROUTED' }] }]);
  },
  '42-hand-over': async (story) => {
    const { online, assignConversation, invisible } = await story.run(example.HandOverDocument);
    expect(online).toMatchObject({ agent: { status: 'ONLINE' }, userErrors: [] });
    expect(assignConversation).toMatchObject({ conversation: { state: 'ACTIVE', agent: { name: 'Selin Aydın' } }, userErrors: [] });
    expect(assignConversation.conversation?.assignments).toEqual([
      { agent: { name: 'Ayşe Yılmaz' }, reason: 'ROUTED', endReason: 'HANDED_OVER' },
      { agent: { name: 'Selin Aydın' }, reason: 'MANUAL', endReason: null },
    ]);
    expect(assignConversation.conversation?.routing?.decisions).toEqual([
      { reason: 'MANUAL', rule: 'BY_HAND', language: null, agent: { name: 'Selin Aydın' }, decidedBy: { name: 'Selin Aydın' } },
      { reason: 'ROUTED', rule: 'LANGUAGE_RULE', language: 'en', agent: { name: 'Ayşe Yılmaz' }, decidedBy: null },
    ]);
    expect(invisible).toMatchObject({ agent: { status: 'INVISIBLE' }, userErrors: [] });
    expect(invisible.agent?.activeCount).toBe((online.agent?.activeCount ?? 0) + 1);
  },
  '43-end-chat': async (story) => {
    const { endChat } = await story.run(example.EndChatDocument);
    expect(endChat).toMatchObject({ conversation: { state: 'ACTIVE', endedBy: 'CUSTOMER' }, userErrors: [] });
  },
  '44-agents': async (story) => {
    const { agents } = await story.run(example.AgentsDocument);
    expect(agents.nodes).toContainEqual(expect.objectContaining({ name: 'Ayşe Yılmaz', status: 'ONLINE' }));
  },
  '45-follow-agent-counts': async (story) => {
    const counts = await story.follow(example.FollowAgentCountsDocument);
    expect(await counts.next()).toMatchObject({ agentCountsChanged: { online: 1 } });
    counts.stop();
  },
  '46-change-agent-status': async (story) => {
    const { changeAgentStatus } = await story.run(example.ChangeAgentStatusDocument);
    expect(changeAgentStatus).toMatchObject({ agent: { name: 'Ayşe Yılmaz', status: 'BREAK' }, userErrors: [] });
  },
  '47-events': async (story) => {
    const { events } = await story.run(example.EventsDocument);
    expect(events.events).toMatchObject([
      { type: 'CONVERSATION_ASSIGNED', agent: { name: 'Ayşe Yılmaz' } },
      { type: 'CONVERSATION_HANDED_OVER', agent: { name: 'Ayşe Yılmaz' } },
      { type: 'CONVERSATION_ASSIGNED', agent: { name: 'Selin Aydın' } },
    ]);
    expect(events).toMatchObject({ cursor: events.events.at(-1)?.cursor, hasMore: true, gap: null });
  },
  '48-create-product': async (story) => {
    const { createProduct } = await story.run(example.CreateProductDocument);
    expect(createProduct).toMatchObject({ product: { name: expect.stringMatching(/^Örnek Marka \d/) }, userErrors: [] });
  },
  '49-create-channel': async (story) => {
    const { createChannel } = await story.run(example.CreateChannelDocument);
    expect(createChannel).toMatchObject({
      channel: { type: 'WEB_CHAT', product: { name: expect.stringMatching(/^Örnek Marka/) } },
      userErrors: [],
    });
  },
  '50-create-topic': async (story) => {
    const { createTopic } = await story.run(example.CreateTopicDocument);
    expect(createTopic).toMatchObject({ topic: { products: [{ name: expect.stringMatching(/^Örnek Marka/) }] }, userErrors: [] });
  },
  '51-create-group': async (story) => {
    const { createGroup } = await story.run(example.CreateGroupDocument);
    expect(createGroup).toMatchObject({ group: { channels: [{ name: expect.stringMatching(/^Web sitesi/) }] }, userErrors: [] });
  },
  '52-invite-agent': async (story) => {
    const { inviteAgent } = await story.run(example.InviteAgentDocument);
    const agent = { name: 'Işıl Çetin', invitationPending: true, grants: [{ product: { name: expect.stringMatching(/^Örnek Marka/) } }] };
    expect(inviteAgent).toMatchObject({ agent, invitationToken: expect.any(String), userErrors: [] });
  },
  '53-remove-language-rule': async (story) => {
    const { removeLanguageRule } = await story.run(example.RemoveLanguageRuleDocument);
    expect(removeLanguageRule).toEqual({ removedLanguageRuleId: expect.stringMatching(/^languagerule_/), userErrors: [] });
    await expect(story.run(example.RemoveLanguageRuleDocument)).rejects.toThrow('There is no such language rule');
  },
  '54-widen-capacity': async (story) => {
    const { updateAgent } = await story.run(example.WidenCapacityDocument);
    expect(updateAgent).toEqual({ agent: { name: 'Ayşe Yılmaz', capacity: 20 }, userErrors: [] });
  },
  '55-go-offline': async (story) => {
    const { changeMyStatus } = await story.run(example.GoOfflineDocument);
    expect(changeMyStatus).toMatchObject({ agent: { status: 'OFFLINE' }, userErrors: [] });
  },
  '56-refresh-session': async (story) => {
    const { refreshSession } = await story.run(example.RefreshSessionDocument);
    expect(refreshSession).toMatchObject({ accessToken: expect.any(String), refreshToken: expect.any(String), userErrors: [] });
  },
  '57-sign-out': async (story) => {
    const { signOut } = await story.run(example.SignOutDocument);
    expect(signOut).toEqual({ signedOut: true, userErrors: [] });
    await expect(story.run(example.FooterDocument)).rejects.toThrow('UNAUTHENTICATED');
  },
  '58-app-channel': async (story) => {
    const { createChannel } = await story.run(example.CreateAppChannelDocument);
    expect(createChannel).toMatchObject({ channel: { type: 'IN_APP_IOS', hasIdentitySecret: true }, userErrors: [] });
  },
  '59-sign-in-customer': async (story) => {
    const { signInCustomer } = await story.run(example.SignInCustomerDocument);
    expect(signInCustomer).toMatchObject({ customer: { name: 'Işıl Çakır' }, conversation: null, userErrors: [] });
    story.enter('customer', signInCustomer.accessToken, { refreshToken: signInCustomer.refreshToken ?? '' });
  },
  '60-start-chat-in-app': async (story) => {
    const { startChat } = await story.run(example.StartChatInAppDocument);
    expect(startChat).toMatchObject({ conversation: { state: 'QUEUED', placeInQueue: 1 }, userErrors: [] });
  },
  '61-beside-an-app-chat': async (story) => {
    const { queue } = await story.run(example.BesideAppChatsDocument);
    expect(queue.nodes.map(({ generalInformation }) => generalInformation)).toContainEqual({
      ...{ customerName: 'Işıl Çakır', externalId: 'uye-1042', channelName: expect.stringMatching(/^iOS uygulaması/) },
      ...{ appName: 'example.karinca.magaza', appVersion: '7.5.0' },
      device: { osName: 'iOS', osVersion: '26.1', model: 'iPhone 17 Pro' },
      attributes: [
        { key: 'üyelik', value: 'Altın', verified: true },
        { key: 'son sipariş', value: '48213', verified: true },
      ],
    });
  },
};
