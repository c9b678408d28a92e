import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config.js';

export interface MetaFixture {
  /** As in `whatsapp/text`. */
  name: string;
  /** The public documentation page whose form it follows. */
  source: string;
  note: string;
  payload: unknown;
}

const directory = join(projectRoot(), 'test', 'fixtures', 'meta');

/** Bodies of webhooks, one for each kind of each platform. */
export const metaFixtures = (): MetaFixture[] =>
  readdirSync(directory)
    .flatMap((platform) => readdirSync(join(directory, platform)).map((file) => `${platform}/${file.replace('.json', '')}`))
    .map((name) => ({ name, ...(JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8')) as Omit<MetaFixture, 'name'>) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

export const metaFixture = (name: string): MetaFixture => {
  const fixture = metaFixtures().find((each) => each.name === name);
  if (!fixture) throw new Error(`There is no fixture ${name}.`);
  return fixture;
};
