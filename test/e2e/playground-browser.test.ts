import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';
import { describeInBrowser, type Opened, PlaygroundBrowser } from '../support/playground.js';

const MINUTE = 60_000;

/** In the page: what is to run in a minute or later runs when the test says so. */
function keepLongTimers() {
  const { setTimeout } = globalThis;
  const kept: (() => void)[] = [];
  const timer = (run: () => void, milliseconds = 0) => (milliseconds < 60_000 ? setTimeout(run, milliseconds) : kept.push(run));
  const runLongTimers = () => {
    for (const run of kept.splice(0)) run();
  };
  Object.assign(globalThis, { setTimeout: timer, runLongTimers });
}

describeInBrowser('the playground in a real browser', () => {
  let playground: PlaygroundBrowser;
  let opened: Opened;

  beforeAll(async () => {
    playground = await PlaygroundBrowser.start();
  }, 60_000);

  afterAll(() => playground?.stop());

  beforeEach(async () => {
    opened = await playground.open('/graphql', playground.desk, (page) => page.addInitScript(keepLongTimers));
    await opened.expectText('.graphiql-query-editor', /Welcome to Sohbet/);
  }, 30_000);

  afterEach(async () => {
    await opened.page.close();
    expect(opened.trouble).toEqual([]);
  });

  /** Another session of the agent ends, whereupon the server reads the tokens of all the agent’s sockets again. */
  async function lookAgainWhoItIs() {
    const credentials = '{ email: "ayse@demo.sohbet.local", password: "merhaba-sohbet" }';
    const { desk } = playground;
    const { signIn } = await desk
      .visitor()
      .ask<{ signIn: { accessToken: string } }>(`mutation { signIn(input: ${credentials}) { accessToken } }`);
    await desk.withToken(signIn.accessToken).ask('mutation { signOut { signedOut } }');
  }

  async function signInByForm(password: string) {
    const { page } = opened;
    await page.getByText('With e-mail and password').click();
    await page.getByLabel('E-mail').fill('ayse@demo.sohbet.local');
    await page.getByLabel('Password').fill(password);
    await page.locator('.sign-in').getByRole('button', { name: 'Sign in' }).click();
  }

  test('runs the first query, and the workers check the next one', async () => {
    expect(await opened.run('WhoAmI')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await opened.expectText('.error-links', /UNAUTHENTICATED/);

    await opened.replaceText('.graphiql-query-editor', '{ nobodyKnowsThis }');
    const { page } = opened;
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
    for (const name of ['editor', 'graphql', 'json']) {
      expect(workers).toContainEqual(expect.stringMatching(`^/playground/${name}-\\w+\\.js$`));
    }
  }, 30_000);

  test('formats the query with what it loads for that', async () => {
    await opened.replaceText('.graphiql-query-editor', 'query Untidy { viewer   { __typename } }');
    await opened.page.getByRole('button', { name: 'Prettify query' }).click();
    const lastOfFiveLines = opened.page.locator('.graphiql-query-editor .view-line').nth(4);
    await lastOfFiveLines.waitFor();
    expect(await lastOfFiveLines.textContent()).toBe('}');
  }, 30_000);

  test('signs in by one click as each kind, runs as the last one, and signs out', async () => {
    const kinds = { Customer: 'CustomerViewer', Agent: 'AgentViewer', Supervisor: 'AgentViewer', Administrator: 'AgentViewer' } as const;
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
      await opened.signInAs(kind);
      await opened.expectText('.runs-as', new RegExp(`runs as .+, ${kind.toLowerCase()}`));
      expect(await opened.run('WhoAmI')).toMatchObject({ data: { viewer: { __typename: kinds[kind] } } });
    }
    const { page } = opened;
    expect(await page.locator('.signed-in').count()).toBe(4);
    await page.locator('.signed-in', { hasText: 'Deniz Korkmaz' }).getByRole('button', { name: 'Sign out' }).click();
    await page.locator('.signed-in', { hasText: 'Deniz Korkmaz' }).waitFor({ state: 'detached' });
    await opened.expectText('.runs-as', /Selin Aydın, supervisor/);
  }, 30_000);

  test('signs in by the form, and shows why it was refused', async () => {
    await signInByForm('wrong');
    await opened.expectText('.sign-in-refusal', /E-mail or password is wrong/);
    await opened.page.getByText('With e-mail and password').click();
    await signInByForm('merhaba-sohbet');
    await opened.expectText('.signed-in', /Ayşe Yılmaz, agent/);
  }, 30_000);

  test('an Authorization of one’s own in Headers goes before who is signed in', async () => {
    await opened.signInAs('Agent');
    await opened.page.getByRole('button', { name: 'Headers' }).click();
    await opened.replaceText('.graphiql-editor-tool', '{ "Authorization": "Bearer nobody" }');
    expect(await opened.run('WhoAmI')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  }, 30_000);

  test('says who has to sign in before an example runs, and what is not there yet', async () => {
    await opened.page.getByRole('button', { name: 'Resolve agent', exact: true }).click();
    await opened.expectText('.remedy', /Sign in as agent first/);
    await opened.runOrStop();
    await opened.expectText('.result-window', /runs as an agent, and nobody is signed in as one/);
    await opened.signInAs('Agent');
    await opened.runOrStop();
    await opened.expectText('.result-window', /You have no active conversation/);
  }, 30_000);

  test('stops a subscription, and says so when the server ends the connection', async () => {
    const { hub } = playground.desk.server.app.live;
    await opened.signInAs('Supervisor');
    // The page keeps a socket open for whoever is signed in.
    while (hub.size !== 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await opened.replaceText('.graphiql-query-editor', 'subscription { queueSizeChanged }');
    await opened.runOrStop();
    await opened.expectText('.result-window', /"queueSizeChanged": \d/);
    expect(hub.size).toBeGreaterThan(1);
    await opened.runOrStop();
    while (hub.size > 1) await new Promise((resolve) => setTimeout(resolve, 10));

    await opened.runOrStop();
    await opened.expectText('.result-window', /"queueSizeChanged": \d/);
    await opened.page.locator('.sign-out').click();
    await opened.expectText('.result-window', /closed the WebSocket: 4401/);
  }, 30_000);

  test('offers no click without the demo workspace, but the form', async () => {
    const bare = await Desk.start({ playgroundAssets: playground.assets });
    await bare.seed.channel(await bare.seed.product(await bare.seed.workspace()));
    expect(await (await fetch(`${bare.url}/playground/session.json`)).json()).toEqual({ demo: null });
    const other = await playground.open('/graphql', bare);
    await other.page.getByLabel('Password').waitFor();
    expect(await other.page.locator('.sign-in-roles').count()).toBe(0);
    expect(other.trouble).toEqual([]);
    await other.page.close();
    await bare.stop();
  }, 30_000);

  test('may not reach another host', async () => {
    await opened.page.evaluate(() => fetch('https://elsewhere.example/').catch(() => undefined));
    expect(opened.trouble.splice(0)).toContainEqual(expect.stringContaining('Content Security Policy'));
  }, 30_000);

  // Last: it moves the server's clock.
  test('renews the tokens before they end, and a subscription goes on with the new one', async () => {
    const { desk } = playground;
    await opened.signInAs('Agent');
    await opened.replaceText('.graphiql-query-editor', 'subscription { queueSizeChanged }');
    await opened.runOrStop();
    await opened.expectText('.result-window', /"queueSizeChanged": \d/);
    desk.clock.advance(14.5 * MINUTE);
    const renewed = opened.page.waitForResponse((response) => response.request().postDataJSON()?.operationName === 'RefreshSession');
    await opened.page.evaluate('runLongTimers()');
    expect(await (await renewed).json()).toMatchObject({ data: { refreshSession: { userErrors: [] } } });

    desk.clock.advance(MINUTE);
    const connectedAgain = opened.page.waitForEvent('websocket');
    await lookAgainWhoItIs();
    await connectedAgain;
    const shown = /"queueSizeChanged":\s*(\d+)/.exec((await opened.page.locator('.result-window').textContent()) ?? '');
    const document =
      'mutation { startChat(input: { channelKey: "demo-web", customer: { name: "Ali", email: "ali@example.com" } }) { cursor } }';
    await desk.visitor().ask(document);
    await opened.expectText('.result-window', new RegExp(`"queueSizeChanged": ${Number(shown?.[1]) + 1}`));
  }, 30_000);
});
