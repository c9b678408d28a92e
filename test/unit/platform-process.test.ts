import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { freePort } from '../../src/cluster/free-port.js';
import { DemoError } from '../../src/demo-day/options.js';
import { PlatformProcess } from '../../src/demo-day/platform-process.js';

let running: PlatformProcess | undefined;
let other: Server | undefined;
afterEach(async () => {
  await running?.stop();
  await new Promise((resolve) => (other ? other.close(resolve) : resolve(null)));
});

test('as a program it opens accounts, lets people write, and tells what was brought to them', async () => {
  const port = await freePort();
  running = await PlatformProcess.start(port);
  const account = await running.openAccount('MESSENGER');
  const personId = await running.addPerson(account.externalId, 'Çağrı Şimşek');
  await running.write(personId, 'Merhaba 👋');
  const waiting = running.received(0);
  const body = { recipient: { id: personId }, messaging_type: 'RESPONSE', message: { text: 'Buyurun', metadata: 'bizim-1' } };
  const sent = await fetch(`http://127.0.0.1:${port}/v25.0/me/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { message_id: messageId } = (await sent.json()) as { message_id: string };
  expect(await waiting).toEqual([{ personId, messageId, type: 'text', text: 'Buyurun', reference: 'bizim-1' }]);
  await expect(running.write('nobody', 'Merhaba')).rejects.toThrow('there is no person nobody');
  await expect(running.setCallback(account.externalId, 'http://127.0.0.1:9/', 'x')).rejects.toThrow('ECONNREFUSED');
});

test('a port that is taken is named', async () => {
  other = createServer();
  await new Promise<void>((resolve) => other?.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const refused = await PlatformProcess.start(port).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(DemoError);
  expect((refused as Error).message).toContain(`port ${port}`);
});
