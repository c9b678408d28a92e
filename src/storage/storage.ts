import type { Readable } from 'node:stream';

/**
 * Where files are kept: on disk today, in an object store tomorrow. Keys are made by the caller, of lower-case letters,
 * digits, `-` and `/`; what is under a key never changes.
 */
export interface Storage {
  /** Keeps all of it or nothing; gives its size. What is there already under the key is the same file, and stays. */
  put(key: string, content: Readable | Uint8Array): Promise<number>;
  /** Rejects with the code ENOENT when there is nothing under the key. */
  read(key: string): Promise<Readable>;
  /** Nothing under the key is no error. */
  remove(key: string): Promise<void>;
}
