import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { seedDemo } from '../../src/demo/seed.js';
import { launchChromium, watchForTrouble, whyNoBrowser } from './chromium.js';
import { Desk } from './desk.js';

if (whyNoBrowser) console.warn(`The playground's browser tests are skipped: ${whyNoBrowser}`);
export const describeInBrowser = whyNoBrowser ? describe.skip : describe;

const buildScript = fileURLToPath(new URL('../../playground/build.mjs', import.meta.url));

export interface GraphqlAnswer {
  data?: Record<string, { userErrors?: { code: string }[] } | null> | null;
  errors?: { message: string; extensions?: { code: string } }[];
}

/** The playground, built as it is now, on the real server with the demo workspace, and a browser in which to use it. */
export class PlaygroundBrowser {
  private constructor(
    readonly assets: string,
    readonly desk: Desk,
    private readonly context: BrowserContext,
  ) {}

  static async start(): Promise<PlaygroundBrowser> {
    const assets = await mkdtemp(join(tmpdir(), 'playground-'));
    await promisify(execFile)(process.execPath, [buildScript, assets]);
    const desk = await Desk.start({ playgroundAssets: assets, env: { FILES_DIR: join(assets, 'files') } });
    await seedDemo(desk.server.app.orm);
    const browser = await launchChromium();
    // One for all pages, so that scripts are loaded once; but each finds nothing stored.
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.addInitScript('localStorage.clear()');
    return new PlaygroundBrowser(assets, desk, context);
  }

  async stop(): Promise<void> {
    await this.context.browser()?.close();
    await this.desk.stop();
    await rm(this.assets, { recursive: true, force: true });
  }

  /** A page of this server, or of another one, without anything stored; all that it must not do is collected. */
  async open(path: string, desk: Desk = this.desk, beforehand: (page: Page) => Promise<unknown> = async () => {}): Promise<Opened> {
    const page = await this.context.newPage();
    await beforehand(page);
    const trouble = watchForTrouble(page, desk.url);
    await page.goto(`${desk.url}${path}`);
    return new Opened(page, trouble);
  }
}

/** An open page, with what one does on the playground. */
export class Opened {
  constructor(
    readonly page: Page,
    readonly trouble: string[],
  ) {}

  /** A space in the pattern stands for any white space: Monaco renders no-break spaces. */
  async expectText(place: string, pattern: RegExp): Promise<void> {
    const hasText = new RegExp(pattern.source.replaceAll(' ', '\\s+'));
    await this.page.locator(place).filter({ hasText }).first().waitFor({ timeout: 10_000 });
  }

  async replaceText(place: string, text: string): Promise<void> {
    await this.page.locator(`${place} .view-lines:visible`).first().click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** The Run button, which is the Stop button while a subscription runs. */
  runOrStop(): Promise<void> {
    return this.page.locator('.graphiql-execute-button').click();
  }

  /** Runs the query or mutation of the open tab; gives the server's answer. */
  async run(operationName: string): Promise<GraphqlAnswer> {
    const answered = this.page.waitForResponse((response) => response.request().postDataJSON()?.operationName === operationName);
    await this.runOrStop();
    return (await answered).json();
  }

  async signInAs(kind: 'Customer' | 'Agent' | 'Supervisor' | 'Administrator'): Promise<void> {
    await this.page.getByRole('button', { name: kind, exact: true }).click();
    await this.page.locator('.signed-in', { hasText: `, ${kind.toLowerCase()}` }).waitFor();
  }

  /** Opens a step of the story, by its number in order, and waits until its document stands in the editor. */
  async openStep(position: number, operationName: string): Promise<void> {
    await this.page.locator('.story li > button').nth(position).click();
    await this.page.locator('.graphiql-tab-active', { hasText: operationName }).waitFor();
    await this.expectText('.graphiql-query-editor', new RegExp(`(query|mutation|subscription) ${operationName}\\b`));
  }
}
