import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { THE_SERVER } from '../../src/auth/actor.js';
import type { Channel } from '../../src/entities/channel.js';
import { ChannelType } from '../../src/entities/enums.js';
import { encodeId } from '../../src/ids.js';
import { run } from '../../src/services/run.js';
import { systemWork } from '../../src/services/system-work.js';
import { keepTemplates } from '../../src/services/templates/keep-templates.js';
import { takeTemplateStatus } from '../../src/services/templates/take-template-status.js';
import type { AgentAtWork } from '../support/agent-at-work.js';
import {
  type ConnectedCompany,
  connect,
  openConnectedCompany,
  openPlatformDesk,
  type PlatformDesk,
  subscribeWebhooks,
} from '../support/connected-company.js';
import { eventually } from '../support/eventually.js';
import { mutate } from '../support/mutations.js';
import { perform } from '../support/perform.js';
import { listedTemplates, type TemplateSeen } from '../support/templates.js';

let office: PlatformDesk;
beforeAll(async () => {
  office = await openPlatformDesk();
});
afterAll(() => office.stop());

const channelId = ({ id }: Channel): string => encodeId('channel', id);

const refresh = (agent: AgentAtWork, channel: Channel) =>
  perform(agent.client, 'refreshTemplates', { channelId: channelId(channel) }, 'channel { id }');

const changesOf = async (channel: Channel): Promise<number> =>
  (await office.desk.sql(`select 1 from event where type = 'settings.changed' and subject_id = $1`, [channel.id])).length;

const HEADED = {
  name: 'kargo_yolda',
  language: 'tr',
  components: [
    { type: 'HEADER' as const, format: 'TEXT' as const, text: 'Siparişin yolda, {{1}} 🚚', example: { header_text: ['Elif'] } },
    { type: 'BODY' as const, text: '{{1}} numaralı siparişin {{2}} günü sende.', example: { body_text: [['1024', 'salı']] } },
    { type: 'FOOTER' as const, text: 'Karınca' },
    { type: 'BUTTONS' as const, buttons: [{ type: 'URL' as const, text: 'Nerede?', url: 'https://shop.example/{{1}}' }] },
  ],
};

interface PageSeen {
  nodes: TemplateSeen[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe('the list', () => {
  let at: ConnectedCompany;
  let suna: AgentAtWork;
  let ayse: AgentAtWork;
  beforeAll(async () => {
    at = await openConnectedCompany(office);
    suna = await at.company.supervisor();
    ayse = await at.company.agent('Ayşe');
  });

  test('comes by itself after connecting, and says what each template asks for', async () => {
    const account = office.platform.account({ platform: 'WHATSAPP' });
    office.platform.template(account, HEADED);
    const channel = await office.desk.seed.channel(at.company.product, ChannelType.WHATSAPP, { name: 'Yeni hat', connected: false });
    await connect(suna.client, channel, account);
    const [template] = await eventually(
      () => listedTemplates(ayse.client, channel),
      (templates) => templates.length > 0,
    );
    expect(template).toMatchObject({
      ...{ name: 'kargo_yolda', language: 'tr', category: 'UTILITY', status: 'APPROVED', reason: null },
      ...{
        header: 'Siparişin yolda, {{1}} 🚚',
        headerFormat: 'TEXT',
        body: '{{1}} numaralı siparişin {{2}} günü sende.',
        footer: 'Karınca',
      },
      buttons: [{ type: 'URL', text: 'Nerede?', url: 'https://shop.example/{{1}}', phoneNumber: null }],
      variables: [
        { name: 'header.1', place: 'HEADER', kind: 'TEXT', example: 'Elif' },
        { name: 'body.1', place: 'BODY', kind: 'TEXT', example: '1024' },
        { name: 'body.2', place: 'BODY', kind: 'TEXT', example: 'salı' },
        { name: 'button.0', place: 'BUTTON', kind: 'URL_PART', example: null },
      ],
      channel: { id: channelId(channel) },
    });
    expect(template?.id).toMatch(/^messagetemplate_/);
  });

  test('is in pages, narrowed, and renewed: what is gone at WhatsApp goes, the rest keeps its id', async () => {
    const { account, channel } = at;
    const names = Array.from({ length: 230 }, (_each, n) => `sablon_${String(n).padStart(3, '0')}`);
    for (const name of names) office.platform.template(account, { name });
    office.platform.template(account, { name: 'sablon_000', language: 'ar', status: 'PENDING', category: 'MARKETING' });
    await refresh(suna, channel);
    const all: TemplateSeen[] = [];
    for (let after: string | null = null; ; ) {
      const document = `query ($channelId: ID!, $after: String) { messageTemplates(channelId: $channelId, first: 100, after: $after) {
        nodes { id name language status } pageInfo { hasNextPage endCursor } } }`;
      const { messageTemplates: page }: { messageTemplates: PageSeen } = await ayse.client.ask(document, {
        channelId: channelId(channel),
        after,
      });
      all.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(all.map(({ name }) => name)).toEqual(['sablon_000', ...names]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(231);
    const filtered = async (filter: object) =>
      (await listedTemplates(ayse.client, channel, filter)).map(({ name, language }) => `${name} ${language}`);
    expect(await filtered({ statuses: ['PENDING'] })).toEqual(['sablon_000 ar']);
    expect(await filtered({ categories: ['MARKETING'] })).toEqual(['sablon_000 ar']);
    expect(await filtered({ languages: ['ar'] })).toEqual(['sablon_000 ar']);
    expect(await filtered({ search: 'ON_22' })).toHaveLength(10);
    expect(await filtered({ statuses: [] })).toEqual([]);
    const changes = await changesOf(channel);
    await refresh(suna, channel);
    expect(await changesOf(channel)).toBe(changes);
    account.templates.splice(0, account.templates.length - 1);
    await refresh(suna, channel);
    const left = await listedTemplates(ayse.client, channel);
    expect(left.map(({ id }) => id)).toEqual([all.find(({ language }) => language === 'ar')?.id]);
    expect(await changesOf(channel)).toBe(changes + 1);
  });

  test('an answer that comes late changes nothing that is known from later, and none is kept of an account that is gone', async () => {
    const late = await openConnectedCompany(office);
    const supervisor = await late.company.supervisor();
    const { app } = office.desk.server;
    const businessAccountId = late.account.businessAccountId ?? '';
    const of = (name: string, status: string) => ({ id: '1', name, language: 'tr', category: 'UTILITY', status, components: [] });
    const keep = (askedAt: Date, ...templates: ReturnType<typeof of>[]) =>
      systemWork(app, (work) => keepTemplates(work, late.channel.id, { businessAccountId, templates, askedAt }));
    const seen = async () => (await listedTemplates(supervisor.client, late.channel)).map(({ name, status }) => `${name} ${status}`);
    const [early, later] = [new Date(Date.now() + 60_000), new Date(Date.now() + 120_000)];
    await keep(later, of('kargo', 'APPROVED'), of('iade', 'PENDING'));
    await keep(early, of('kargo', 'PENDING'));
    expect(await seen()).toEqual(['iade PENDING', 'kargo APPROVED']);
    await perform(supervisor.client, 'disconnectChannel', { channelId: channelId(late.channel) });
    await keep(new Date(Date.now() + 180_000), of('kargo', 'APPROVED'));
    expect(await seen()).toEqual([]);
  });

  test('is empty for whoever may not see the channel', async () => {
    const stranger = await at.company.agent('Yaban', { grants: [] });
    expect(await listedTemplates(stranger.client, at.channel)).toEqual([]);
    const { company: elsewhere } = await openConnectedCompany(office);
    expect(await listedTemplates((await elsewhere.supervisor()).client, at.channel)).toEqual([]);
  });

  test('cannot be fetched without an account, of another platform, or with a token that has expired', async () => {
    const { company, channel, account } = await openConnectedCompany(office);
    const supervisor = await company.supervisor();
    const codesOf = async (of: Channel) => (await mutate(supervisor.client, 'refreshTemplates', { channelId: channelId(of) })).codes;
    const bare = await office.desk.seed.channel(company.product, ChannelType.WHATSAPP, { name: 'Bağsız', connected: false });
    const page = await office.desk.seed.channel(company.product, ChannelType.MESSENGER, { connected: false });
    expect(await codesOf(bare)).toEqual(['INVALID_STATE']);
    expect(await codesOf(page)).toEqual(['INVALID_STATE']);
    expect(await codesOf(at.channel)).toEqual(['NOT_FOUND']);
    office.platform.failNext({ on: 'templates', status: 500 });
    expect(await codesOf(channel)).toEqual(['PLATFORM_UNAVAILABLE']);
    account.renewToken();
    expect(await codesOf(channel)).toEqual(['ACCOUNT_REFUSED']);
  });
});

describe('what WhatsApp tells of a template', () => {
  const tell = async ({ channel, account }: ConnectedCompany, told: object) => {
    const event = {
      ...{ type: 'template-status', platform: 'WHATSAPP', businessAccountId: account.businessAccountId, templateId: '1' },
      ...{ name: 'kargo_yolda', language: 'tr', status: 'PAUSED', reason: 'NONE', at: new Date(Date.now() + 60_000), ...told },
    } as never;
    return run({ app: office.desk.server.app, actor: THE_SERVER }, takeTemplateStatus, { event, channelIds: [channel.id] });
  };

  test('changes it, once, and nothing older does', async () => {
    const at = await openConnectedCompany(office);
    office.platform.template(at.account, HEADED);
    office.platform.template(at.account, { name: 'kargo_yolda', language: 'en_US' });
    const suna = await at.company.supervisor();
    await refresh(suna, at.channel);
    const changes = await changesOf(at.channel);
    const seen = async () =>
      Object.fromEntries(
        (await listedTemplates(suna.client, at.channel)).map(({ language, status, reason }) => [language, [status, reason]]),
      );
    const minutes = (n: number): Date => new Date(Date.now() + n * 60_000);
    await tell(at, { at: minutes(2) });
    await tell(at, { at: minutes(2) });
    expect(await seen()).toEqual({ tr: ['PAUSED', null], en_US: ['APPROVED', null] });
    expect(await changesOf(at.channel)).toBe(changes + 1);
    await tell(at, { status: 'REJECTED', reason: 'ABUSIVE_CONTENT', at: minutes(1) });
    expect(await seen()).toMatchObject({ tr: ['PAUSED', null] });
    await tell(at, { status: 'REJECTED', reason: 'ABUSIVE_CONTENT', language: 'en-US', at: minutes(3) });
    expect(await seen()).toEqual({ tr: ['PAUSED', null], en_US: ['REJECTED', 'ABUSIVE_CONTENT'] });
    await tell(at, { status: 'REINSTATED', at: minutes(3) });
    await tell(at, { status: 'SOMETHING_NEW', language: 'en_US', at: minutes(4) });
    expect(await seen()).toEqual({ tr: ['APPROVED', null], en_US: ['OTHER', null] });
  });

  test('comes by its webhook', async () => {
    const at = await openConnectedCompany(office);
    const template = office.platform.template(at.account, HEADED);
    const suna = await at.company.supervisor();
    await refresh(suna, at.channel);
    await subscribeWebhooks(office, at);
    office.platform.judge(at.account, template, 'PAUSED');
    await eventually(
      () => listedTemplates(suna.client, at.channel),
      ([listed]) => listed?.status === 'PAUSED',
    );
    expect((await listedTemplates(suna.client, at.channel)).map(({ status }) => status)).toEqual(['PAUSED']);
  });

  test('changes nothing of another account’s', async () => {
    const [mine, other] = [await openConnectedCompany(office), await openConnectedCompany(office)];
    office.platform.template(mine.account, HEADED);
    const suna = await mine.company.supervisor();
    await refresh(suna, mine.channel);
    await tell({ ...mine, account: other.account }, {});
    await tell({ ...mine, channel: other.channel }, {});
    expect((await listedTemplates(suna.client, mine.channel)).map(({ status }) => status)).toEqual(['APPROVED']);
  });
});
