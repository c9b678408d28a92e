import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser, type Opened, PlaygroundBrowser } from '../support/playground.js';
import { examples } from '../support/storyteller.js';

/** Those that show a refusal. */
const refused: Record<string, string> = { ResolveWithoutTopic: 'TOPIC_REQUIRED' };

/** As much of an `img` as is asked: the tests know no DOM. */
type Picture = { decode(): Promise<void>; naturalWidth: number };
/** A picture of one point. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

describeInBrowser('the story in a real browser', () => {
  let playground: PlaygroundBrowser;
  let opened: Opened;

  beforeAll(async () => {
    playground = await PlaygroundBrowser.start();
  }, 60_000);

  afterAll(() => playground?.stop());

  afterEach(async () => {
    await opened.page.close();
    expect(opened.trouble).toEqual([]);
  });

  /** Opens the example and presses Run; fails when it brings an error. */
  async function tell(position: number) {
    const { operationName, query } = examples[position]!;
    await opened.openStep(position, operationName);
    if (query.includes('\nsubscription ')) {
      await opened.runOrStop();
      await opened.expectText('.result-window', /"data": \{/);
      await opened.runOrStop();
      return;
    }
    const { data, errors } = await opened.run(operationName);
    const codes = Object.values(data ?? {}).flatMap((payload) => payload?.userErrors?.map(({ code }) => code) ?? []);
    expect([operationName, errors, codes]).toEqual([operationName, undefined, refused[operationName] ? [refused[operationName]] : []]);
  }

  test('each example runs in its turn, by Run alone, and errors link to their explanation', async () => {
    opened = await playground.open('/graphql');
    await opened.signInAs('Supervisor');
    await opened.signInAs('Administrator');
    const { page } = opened;
    for (const [position, { operationName }] of examples.entries()) {
      await tell(position);
      if (!refused[operationName]) continue;
      const explained = page.waitForEvent('popup');
      await page.locator('.error-links').getByRole('link', { name: refused[operationName] }).click();
      const errorsPage = await explained;
      expect(new URL(errorsPage.url()).pathname).toBe('/errors');
      await errorsPage.locator('tr:target', { hasText: refused[operationName] }).waitFor();
      await errorsPage.close();
    }
    expect(await page.locator('.graphiql-tab').count()).toBe(examples.length + 1);
  }, 90_000);

  test('a customer and an agent talk in two panes', async () => {
    opened = await playground.open('/playground/talk');
    const { page } = opened;
    const customer = page.getByRole('region', { name: 'Customer' });
    const agent = page.getByRole('region', { name: 'Agent' });

    await customer.getByLabel('Name').fill('İpek Çağlayan');
    await customer.getByRole('button', { name: 'Start a chat' }).click();
    await customer.getByText(/number \d+ in the queue/).waitFor();
    await agent.getByRole('button', { name: /Ayşe Yılmaz/ }).click();
    await agent.getByRole('button', { name: 'Online' }).click();
    await customer.getByText('Ayşe Yılmaz, online.').waitFor();

    await agent.getByRole('button', { name: 'İpek Çağlayan' }).click();
    await customer.locator('.messages .own', { hasText: '✓✓' }).waitFor();
    await agent.getByLabel('Answer İpek Çağlayan').fill('Merhaba İpek Hanım, hemen bakıyorum.');
    await customer.getByText('Ayşe Yılmaz is typing…').waitFor();
    await agent.getByRole('button', { name: 'Send' }).click();
    await customer.locator('.messages .theirs', { hasText: 'hemen bakıyorum' }).waitFor();
    await agent.locator('.messages .own', { hasText: '✓✓' }).waitFor();
    await customer.getByLabel('Write as the customer').fill('Thanks, no hurry!');
    await agent.getByText('İpek Çağlayan is typing…').waitFor();
    await customer.getByRole('button', { name: 'Send' }).click();
    await agent.locator('.messages .theirs', { hasText: 'no hurry' }).waitFor();
    await customer.getByLabel('File…').setInputFiles({ name: 'kırık ayakkabı.gif', mimeType: 'image/gif', buffer: DOT });
    const photo = agent.locator('.messages .theirs').getByRole('img', { name: 'kırık ayakkabı.gif' });
    await photo.waitFor();
    expect(await photo.evaluate((img: Picture) => img.decode().then(() => img.naturalWidth))).toBe(1);
    await agent.getByLabel('File…').setInputFiles({ name: 'iade.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await customer.locator('.messages .theirs').getByRole('link', { name: 'iade.pdf' }).waitFor();
    await agent.getByRole('button', { name: 'Break' }).click();
    await customer.getByText('Ayşe Yılmaz, break.').waitFor();

    await agent.getByRole('button', { name: 'Resolve' }).click();
    await agent.getByRole('alert').filter({ hasText: 'TOPIC_REQUIRED' }).waitFor();
    await agent.getByLabel('Topic').selectOption({ label: 'Kargo takibi' });
    await agent.getByRole('button', { name: 'Resolve' }).click();
    await customer.getByText('The chat is resolved').waitFor();
    await agent.getByRole('button', { name: 'İpek Çağlayan' }).waitFor({ state: 'detached' });

    const sent = customer.getByRole('region', { name: 'Operations sent' });
    await sent.getByText('StartChat', { exact: true }).click();
    expect(await sent.locator('details[open] .variables').textContent()).toContain('İpek Çağlayan');
    expect(await sent.locator('details[open] .result').textContent()).toContain('"accessToken": "…"');
  }, 30_000);
});
