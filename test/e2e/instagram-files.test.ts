import { afterEach, expect, test } from '@jest/globals';
import { freePort } from '../../src/cluster/free-port.js';
import { png, upload } from '../support/files.js';
import { PlatformOffice } from '../support/platform-office.js';

let office: PlatformOffice;
afterEach(() => office.close());

const sendPicture = async (picture: Buffer) => {
  const person = office.person('INSTAGRAM', { name: 'Gül' });
  person.writes('Fişi gönderir misiniz?');
  const { id } = await office.conversationOf(person);
  const attachment = await upload({ client: office.agent }, id, 'Fiş İĞ.png', picture);
  const { userErrors } = await office.send(id, '', { attachmentIds: [attachment] });
  await office.settled();
  return { person, userErrors };
};

test('Instagram fetches a file from the address that the server is reached under', async () => {
  const port = String(await freePort());
  office = await PlatformOffice.open({ env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` } });
  const picture = png();
  const { person, userErrors } = await sendPicture(picture);
  expect(userErrors).toEqual([]);
  expect(person.receives).toMatchObject([{ type: 'image', media: { contentType: 'image/png' } }]);
  expect(person.receives[0]?.media?.bytes.equals(picture)).toBe(true);
});

test('a server that nobody reaches refuses the file at once, and says what is missing', async () => {
  office = await PlatformOffice.open();
  const { person, userErrors } = await sendPicture(png());
  expect(userErrors).toMatchObject([
    { code: 'PLATFORM_REFUSES', message: expect.stringContaining('PUBLIC_URL'), path: ['input', 'attachmentIds'] },
  ]);
  expect(person.receives).toEqual([]);
});
