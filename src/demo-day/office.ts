import type { Person } from '../dialogues/people.js';
import type { TopicKey } from '../dialogues/script.js';
import { type Api, ApiError, Refused } from './api.js';
import type { AgentPart } from './cast.js';
import * as operations from './operations.js';
import { DemoError, type Options, startCommand } from './options.js';
import { PLATFORMS, type Platform, type PlatformProcess } from './platform-process.js';
import { Session } from './session.js';

/** The demo workspace's topics, by what the dialogues are about. Where there is none, any that serves the product is taken. */
const TOPIC_NAMES: Record<TopicKey, string> = {
  tracking: 'Kargo takibi',
  address: 'Adres değişikliği',
  cancel: 'Sipariş iptali',
  return: 'İade',
  size: 'Numara değişimi',
  faulty: 'Kusurlu ürün',
  card: 'Kart işlemleri',
  transfer: 'Para transferi',
  dispute: 'İşlem itirazı',
  login: 'Giriş ve şifre',
  feedback: 'Öneri ve şikâyet',
};

interface Made {
  id: string;
}

interface Connected {
  channel: { connection: { callbackUrl: string; verifyToken: string } };
}

export interface Colleague {
  id: string;
  person: Person;
  session: Session;
  part: AgentPart;
}

/** So many at once: sign-ins are counted as wrong ones until they are found right. */
const SIGN_INS_AT_ONCE = 3;

/** What the day takes place in: a product, channels and agents of its own, so that nothing else disturbs the figures. */
export class Office {
  productId = '';
  /** A position in the event log before everything the day does. */
  begunAt = '';
  channels: { id: string; key: string }[] = [];
  /** The channels of platforms, with the accounts that they are connected to. */
  readonly connected: { platform: Platform; channelId: string; accountId: string }[] = [];
  readonly agents: Colleague[] = [];
  private topics: { id: string; name: string }[] = [];
  private ownTopicId: string | null = null;
  private readonly invited: string[] = [];

  private constructor(
    readonly administrator: Session,
    private readonly run: string,
  ) {}

  static async signIn(api: Api, { email, password, url }: Options): Promise<Office> {
    const run = Date.now().toString(36);
    try {
      return new Office(await Session.signIn(api, email, password), run);
    } catch (error) {
      if (!Refused.with(error, 'INVALID_CREDENTIALS')) throw error;
      throw new DemoError(
        `${email} cannot sign in at ${url}. The demo workspace’s administrator is used unless --email and --password name another workspace’s.`,
      );
    }
  }

  /** Makes everything, `connect` what is between the channels and the agents; whatever was made is put away by `putAway`, also when this fails half-way. */
  async setUp(parts: readonly AgentPart[], connect: () => Promise<void>): Promise<void> {
    await this.makeProduct();
    await connect();
    const waiting = [...parts];
    const invite = async (): Promise<void> => {
      for (let part = waiting.shift(); part; part = waiting.shift()) await this.employ(part);
    };
    await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, invite));
    this.agents.sort((one, other) => one.part.index - other.part.index);
  }

  topicFor(key: TopicKey): string {
    const topic = this.topics.find(({ name }) => name === TOPIC_NAMES[key]) ?? this.topics[key.length % this.topics.length];
    if (!topic) throw new Error('there is no topic');
    return topic.id;
  }

  /** Connects a channel of each platform to an account at the stand-in. */
  async connectPlatforms(standIn: PlatformProcess, { url, platformPort }: Options): Promise<void> {
    const { administrator, productId } = this;
    for (const platform of PLATFORMS) {
      const input = { productId, type: platform, name: `Destek günü ${platform}` };
      const { channel } = await administrator.perform<{ channel: Made }>(operations.CREATE_CHANNEL, input);
      const { externalId, businessAccountId, accessToken, appSecret } = await standIn.openAccount(platform);
      const credentials = { channelId: channel.id, accountId: externalId, businessAccountId, accessToken, appSecret };
      const { connection } = (
        await administrator.perform<Connected>(operations.CONNECT_CHANNEL, credentials).catch(notConnected(url, platformPort))
      ).channel;
      this.connected.push({ platform, channelId: channel.id, accountId: externalId });
      const { pathname } = new URL(connection.callbackUrl, url);
      await standIn.setCallback(externalId, `${url}${pathname}`, connection.verifyToken);
    }
  }

  /** Deactivates the agents and archives the product; tries everything, and says what could not be done. */
  async putAway(): Promise<string[]> {
    const failures: string[] = [];
    const attempt = async (work: Promise<unknown>): Promise<void> => {
      await work.catch((error: Error) => failures.push(`could not be put away: ${error.message}`));
    };
    const { administrator } = this;
    for (const { channelId } of this.connected) await attempt(administrator.perform(operations.DISCONNECT_CHANNEL, { channelId }));
    for (const agentId of this.invited) await attempt(administrator.perform(operations.DEACTIVATE_AGENT, { agentId }));
    if (this.ownTopicId) await attempt(administrator.perform(operations.ARCHIVE_TOPIC, { topicId: this.ownTopicId }));
    if (this.productId) await attempt(administrator.perform(operations.ARCHIVE_PRODUCT, { productId: this.productId }));
    return failures;
  }

  private async makeProduct(): Promise<void> {
    const { administrator } = this;
    const made = await administrator.perform<{ product: Made }>(operations.CREATE_PRODUCT, { name: `Destek günü ${this.run}` });
    this.productId = made.product.id;
    this.begunAt = made.cursor ?? '';
    const { productId } = this;
    for (const [type, name] of [
      ['WEB_CHAT', 'Web sitesi'],
      ['IN_APP_IOS', 'iOS uygulaması'],
      ['IN_APP_ANDROID', 'Android uygulaması'],
    ]) {
      const input = { productId, type, name };
      this.channels.push((await administrator.perform<{ channel: { id: string; key: string } }>(operations.CREATE_CHANNEL, input)).channel);
    }
    this.topics = await administrator.ask(operations.TOPICS, { productId });
    if (this.topics.length === 0) await this.makeTopic();
  }

  /** Resolving needs a topic; a workspace without one that serves every product gets one for the day. */
  private async makeTopic(): Promise<void> {
    const input = { name: `Destek günü ${this.run}`, productIds: [this.productId] };
    const { topic } = await this.administrator.perform<{ topic: { id: string; name: string } }>(operations.CREATE_TOPIC, input);
    this.topics = [topic];
    this.ownTopicId = topic.id;
  }

  private async employ(part: AgentPart): Promise<void> {
    const { person, capacity, isSpecialist, index } = part;
    const { productId } = this;
    const email = `${this.run}-${index + 1}@demo-day.sohbet.local`;
    const password = `destek-${crypto.randomUUID()}`;
    const whole = [{ productId }];
    const some = [...this.channels.slice(0, 2).map(({ id }) => id), ...this.connected.map(({ channelId }) => channelId)];
    const grants = isSpecialist ? some.map((channelId) => ({ productId, channelId })) : whole;
    const invitation = await this.administrator.perform<{ invitationToken: string; agent: Made }>(operations.INVITE_AGENT, {
      ...{ name: person.name, email, capacity, grants },
      languages: [person.language],
    });
    this.invited.push(invitation.agent.id);
    const { api } = this.administrator;
    await patiently(() => api.perform(operations.ACCEPT_INVITATION, { token: invitation.invitationToken, password }));
    const session = await patiently(() => Session.signIn(api, email, password));
    this.agents.push({ id: invitation.agent.id, person, session, part });
  }
}

/** A server that asks the real platform is told that there is no such account, or does not reach it. */
const notConnected =
  (url: string, platformPort: number) =>
  (error: unknown): never => {
    if (!Refused.with(error, 'ACCOUNT_REFUSED', 'PLATFORM_UNAVAILABLE')) throw error;
    throw new DemoError(
      `The server at ${url} does not speak with the stand-in of the platforms at http://127.0.0.1:${platformPort}: ${(error as Refused).message}\n` +
        `Start it with   ${startCommand(platformPort)}   and then the demo again.`,
    );
  };

/** Waits as long as the server says when others have used up what an address may do in a minute. */
const patiently = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'RATE_LIMITED') throw error;
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfterSeconds ?? 1) * 1000));
    }
  }
};
