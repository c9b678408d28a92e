import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Storage } from './storage.js';

const KEY = /^[a-z0-9-]{1,64}(\/[a-z0-9-]{1,64}){0,7}$/;

/** Files below a directory, for the owner’s eyes only. Several processes may share it; several machines need a shared file system. */
export class DiskStorage implements Storage {
  constructor(private readonly directory: string) {}

  /** Written aside, flushed, then given its name: whoever finds a name finds a whole file, after a crash too. */
  async put(key: string, content: Readable | Uint8Array): Promise<number> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
    try {
      const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(content instanceof Readable ? content : Readable.from([content]), file);
      await rename(draft, path);
      return file.bytesWritten;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async read(key: string): Promise<Readable> {
    // Opened here, so that a file that is not there is told now and not by the stream.
    const file = await open(this.pathOf(key), 'r');
    return createReadStream('', { fd: file });
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error(`no storage key: ${key}`);
    return join(this.directory, key);
  }
}
