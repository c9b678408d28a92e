import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { SecretBox } from '../../auth/secret-box.js';
import { type Box, boxesNotUnder, type SealedColumn, sealedColumns } from './queries.js';

const BATCH = 500;

/**
 * Looks at a start whether there are secrets that this server's keys do not open. It says so, once a column and in words, and
 * serves on: a chat does not stand still because a mail password cannot be read, and using that one fails by itself.
 */
export const checkKeys = async (em: EntityManager, box: SecretBox, log: Logger): Promise<void> => {
  for (const column of sealedColumns(em)) {
    const complaints = await complaintsOf(em, box, column);
    const [first] = complaints;
    if (first) log.error({ column: `${column.table}.${column.column}`, secrets: complaints.length }, `secrets cannot be opened: ${first}`);
  }
};

const complaintsOf = async (em: EntityManager, box: SecretBox, column: SealedColumn): Promise<string[]> => {
  const complaints: string[] = [];
  let after: string | null = null;
  for (;;) {
    const boxes: Box[] = await boxesNotUnder(em, column, box.knownKeys, after, BATCH);
    complaints.push(...boxes.flatMap((each) => complaintOf(box, each.box) ?? []));
    const last = boxes.at(-1);
    if (!last) return complaints;
    after = last.id;
  }
};

const complaintOf = (box: SecretBox, sealed: string): string | undefined => {
  try {
    box.open(sealed);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
