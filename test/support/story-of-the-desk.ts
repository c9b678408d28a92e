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
  '34-narrow-capacity': async (story) => {
    const { updateAgent } = await story.run(example.NarrowCapacityDocument);
    expect(updateAgent.userErrors).toEqual([]);
    expect(updateAgent.agent?.capacity).toBe(updateAgent.agent?.activeCount);
  },
  '35-another-customer': async (story) => {
    const { startChat } = await story.run(example.AnotherCustomerDocument);
    expect(startChat).toMatchObject({ conversation: { state: 'QUEUED', placeInQueue: 1 }, userErrors: [] });
    story.enter('customer', startChat.accessToken, { refreshToken: startChat.refreshToken ?? '', chatCursor: startChat.cursor });
  },
  '36-resolve-for-next': async (story) => {
    const { resolveConversation } = await story.run(example.ResolveForNextDocument);
    expect(resolveConversation).toMatchObject({ conversation: { state: 'RESOLVED' }, userErrors: [] });
    const agent = resolveConversation.conversation?.resolvedBy;
    expect(agent?.activeCount).toBe(agent?.capacity);
  },
  '37-next-came': async (story) => {
    const { queueSize, activeConversations } = await story.run(example.NextCameDocument);
    expect(queueSize).toBe(0);
    expect(activeConversations.nodes).toMatchObject([{ customer: { name: 'Oliver Hughes' }, assignments: [{ reason: 'ROUTED' }] }]);
  },
  '38-end-chat': async (story) => {
    const { endChat } = await story.run(example.EndChatDocument);
    expect(endChat).toMatchObject({ conversation: { state: 'ACTIVE', endedBy: 'CUSTOMER' }, userErrors: [] });
  },
  '39-agents': async (story) => {
    const { agents } = await story.run(example.AgentsDocument);
    expect(agents.nodes).toContainEqual(expect.objectContaining({ name: 'Ayşe Yılmaz', status: 'ONLINE' }));
  },
  '40-follow-agent-counts': async (story) => {
    const counts = await story.follow(example.FollowAgentCountsDocument);
    expect(await counts.next()).toMatchObject({ agentCountsChanged: { online: 1 } });
    counts.stop();
  },
  '41-change-agent-status': async (story) => {
    const { changeAgentStatus } = await story.run(example.ChangeAgentStatusDocument);
    expect(changeAgentStatus).toMatchObject({ agent: { name: 'Ayşe Yılmaz', status: 'BREAK' }, userErrors: [] });
  },
  '42-create-product': async (story) => {
    const { createProduct } = await story.run(example.CreateProductDocument);
    expect(createProduct).toMatchObject({ product: { name: expect.stringMatching(/^Örnek Marka \d/) }, userErrors: [] });
  },
  '43-create-channel': async (story) => {
    const { createChannel } = await story.run(example.CreateChannelDocument);
    expect(createChannel).toMatchObject({
      channel: { type: 'WEB_CHAT', product: { name: expect.stringMatching(/^Örnek Marka/) } },
      userErrors: [],
    });
  },
  '44-create-topic': async (story) => {
    const { createTopic } = await story.run(example.CreateTopicDocument);
    expect(createTopic).toMatchObject({ topic: { products: [{ name: expect.stringMatching(/^Örnek Marka/) }] }, userErrors: [] });
  },
  '45-create-group': async (story) => {
    const { createGroup } = await story.run(example.CreateGroupDocument);
    expect(createGroup).toMatchObject({ group: { channels: [{ name: expect.stringMatching(/^Web sitesi/) }] }, userErrors: [] });
  },
  '46-invite-agent': async (story) => {
    const { inviteAgent } = await story.run(example.InviteAgentDocument);
    const agent = { name: 'Işıl Çetin', invitationPending: true, grants: [{ product: { name: expect.stringMatching(/^Örnek Marka/) } }] };
    expect(inviteAgent).toMatchObject({ agent, invitationToken: expect.any(String), userErrors: [] });
  },
  '47-widen-capacity': async (story) => {
    const { updateAgent } = await story.run(example.WidenCapacityDocument);
    expect(updateAgent).toEqual({ agent: { name: 'Ayşe Yılmaz', capacity: 20 }, userErrors: [] });
  },
  '48-go-offline': async (story) => {
    const { changeMyStatus } = await story.run(example.GoOfflineDocument);
    expect(changeMyStatus).toMatchObject({ agent: { status: 'OFFLINE' }, userErrors: [] });
  },
  '49-refresh-session': async (story) => {
    const { refreshSession } = await story.run(example.RefreshSessionDocument);
    expect(refreshSession).toMatchObject({ accessToken: expect.any(String), refreshToken: expect.any(String), userErrors: [] });
  },
  '50-sign-out': async (story) => {
    const { signOut } = await story.run(example.SignOutDocument);
    expect(signOut).toEqual({ signedOut: true, userErrors: [] });
    await expect(story.run(example.FooterDocument)).rejects.toThrow('UNAUTHENTICATED');
  },
};
