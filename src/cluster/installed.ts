import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian keeps servers; an ordinary user's PATH does not name it. */
const ALSO = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The path of an installed program; undefined when there is none. */
export const installed = (program: string): string | undefined => {
  const places = [...(process.env.PATH ?? '').split(delimiter), ...ALSO];
  return places.map((place) => join(place, program)).find(isExecutable);
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
