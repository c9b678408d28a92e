import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const knownPlaces = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = knownPlaces.find((path) => path && existsSync(path));

/** Undefined where browser tests can run: with a Chromium, and in CI always, where its absence has to fail rather than skip. */
export const whyNoBrowser = executablePath || process.env.CI === 'true' ? undefined : 'no Chromium found; set CHROMIUM_PATH to one';

export async function launchChromium(): Promise<Browser> {
  if (!executablePath) throw new Error('No Chromium found. Install one, or set CHROMIUM_PATH to its executable.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever the page asks of another host fails, on machines with and without a network alike.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** Collects, from now on, what a self-contained page never does: console errors and warnings (CSP violations are among them), uncaught errors, requests to another host. */
export function watchForTrouble(page: Page, origin: string): string[] {
  const { host } = new URL(origin);
  const trouble: string[] = [];
  const expectOwnHost = (kind: string, url: string) => {
    const { protocol, host: asked } = new URL(url);
    if (protocol !== 'data:' && protocol !== 'blob:' && asked !== host) trouble.push(`${kind} to another host: ${url}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
  page.on('request', (request) => expectOwnHost('request', request.url()));
  page.on('websocket', (socket) => expectOwnHost('WebSocket', socket.url()));
  return trouble;
}
