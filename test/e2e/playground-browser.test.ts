import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, watchForTrouble, whyNoBrowser } from '../support/chromium.js';
import { type GreetingServer, startGreetingServer } from '../support/greeting-server.js';

if (whyNoBrowser) console.warn(`The playground's browser tests are skipped: ${whyNoBrowser}`);
const buildScript = fileURLToPath(new URL('../../playground/build.mjs', import.meta.url));
const describeInBrowser = whyNoBrowser ? describe.skip : describe;

describeInBrowser('the playground in a real browser', () => {
  let assets: string;
  let server: GreetingServer;
  let browser: Browser;
  let page: Page;
  let trouble: string[];

  beforeAll(async () => {
    assets = await mkdtemp(join(tmpdir(), 'playground-'));
    await promisify(execFile)(process.execPath, [buildScript, assets]);
    server = await startGreetingServer(assets);
    browser = await launchChromium();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(assets, { recursive: true, force: true });
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    trouble = watchForTrouble(page, server.origin);
    await page.goto(`${server.origin}/graphql`);
    await expectText('.graphiql-query-editor', /Welcome to Sohbet/);
  }, 30_000);

  afterEach(async () => {
    await page.close();
    expect(trouble).toEqual([]);
  });

  /** A space in the pattern stands for any white space: Monaco renders no-break spaces. */
  async function expectText(place: string, pattern: RegExp) {
    const hasText = new RegExp(pattern.source.replaceAll(' ', '\\s+'));
    await page.locator(place).filter({ hasText }).first().waitFor({ timeout: 10_000 });
  }

  async function replaceText(place: string, text: string) {
    await page.locator(`${place} .view-lines`).first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  }

  const runOrStop = () => page.locator('.graphiql-execute-button').click();

  async function signIn(password: string) {
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByLabel('Password').fill(password);
    await page.locator('.sign-in').getByRole('button', { name: 'Sign in' }).click();
  }

  test('runs the first query, and the workers check the next one', async () => {
    await runOrStop();
    await expectText('.result-window', /"viewer": null/);

    await replaceText('.graphiql-query-editor', '{ nobodyKnowsThis }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    const workers = page.workers().map((worker) => new URL(worker.url()).pathname);
    for (const name of ['editor', 'graphql', 'json']) {
      expect(workers).toContainEqual(expect.stringMatching(`^/playground/${name}-\\w+\\.js$`));
    }
  }, 30_000);

  test('formats the query with what it loads for that', async () => {
    await replaceText('.graphiql-query-editor', 'query Untidy { viewer   { name } }');
    await page.getByRole('button', { name: 'Prettify query' }).click();
    const lastOfFiveLines = page.locator('.graphiql-query-editor .view-line').nth(4);
    await lastOfFiveLines.waitFor();
    expect(await lastOfFiveLines.textContent()).toBe('}');
  }, 30_000);

  test('signs in, and the query runs with the token', async () => {
    await signIn('correct horse');
    await expectText('.graphiql-editor-tool', /"Authorization": "Bearer token-of-ada@example.com"/);
    await runOrStop();
    await expectText('.result-window', /"__typename": "Viewer"/);
  }, 30_000);

  test('shows why a sign-in was refused', async () => {
    await signIn('wrong');
    await expectText('.sign-in-refusal', /E-mail or password is wrong/);
  }, 30_000);

  test('subscribes with the token, stops, and opens another connection for another token', async () => {
    await replaceText('.graphiql-query-editor', 'subscription { greeting }');
    await runOrStop();
    await expectText('.result-window', /Hello nobody, time [2-9]/);
    await runOrStop();
    await server.allSubscriptionsEnded();

    await signIn('correct horse');
    await runOrStop();
    await expectText('.result-window', /Hello Bearer token-of-ada@example.com, time [2-9]/);
    await runOrStop();
    await server.allSubscriptionsEnded();
  }, 30_000);

  test('says so when the server ends the connection', async () => {
    await replaceText('.graphiql-query-editor', 'subscription { greeting }');
    await runOrStop();
    await expectText('.result-window', /Hello nobody/);
    server.closeSockets(4403, 'Forbidden');
    await expectText('.result-window', /closed the WebSocket: 4403 Forbidden/);
  }, 30_000);

  test('may not reach another host', async () => {
    await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => undefined));
    expect(trouble.splice(0)).toContainEqual(expect.stringContaining('Content Security Policy'));
  }, 30_000);
});
