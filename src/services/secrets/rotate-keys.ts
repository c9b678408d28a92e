import type { EntityManager } from '@mikro-orm/postgresql';
import type { SecretBox } from '../../auth/secret-box.js';
import { type Box, boxesNotUnder, replaceBoxes, type SealedColumn, type Sealing, sealedColumns } from './queries.js';

const BATCH = 200;

export interface Rotated {
  /** How many secrets were sealed anew. */
  sealed: number;
  /** Those that no key opens, each as `table.column of id`, with why. */
  unopened: { what: string; why: string }[];
}

interface Rotation {
  em: EntityManager;
  box: SecretBox;
  tell: (line: string) => void;
}

/**
 * Seals every secret that is not under the first key anew under it. Servers may run meanwhile: a batch is one statement, in
 * which a secret that somebody has just replaced is left as they wrote it. Whoever does not know the first key yet may do so under an
 * older one, so each column is gone through until nothing is left but what cannot be opened.
 */
export const rotateKeys = async (rotation: Rotation): Promise<Rotated> => {
  const result: Rotated = { sealed: 0, unopened: [] };
  for (const column of sealedColumns(rotation.em)) {
    const { sealed, unopened } = await rotateColumn(rotation, column);
    result.sealed += sealed;
    result.unopened.push(...unopened);
  }
  return result;
};

const rotateColumn = async (rotation: Rotation, column: SealedColumn): Promise<Rotated> => {
  const { em, box, tell } = rotation;
  const what = `${column.table}.${column.column}`;
  const unopened = new Map<string, string>();
  let sealed = 0;
  let after: string | null = null;
  let changed = false;
  for (;;) {
    const boxes: Box[] = await boxesNotUnder(em, column, [box.sealsUnder], after, BATCH);
    const last = boxes.at(-1);
    if (!last) {
      if (!changed) break;
      [after, changed] = [null, false];
      continue;
    }
    const sealings = openEach(box, boxes, unopened);
    const replaced = await replaceBoxes(em, column, sealings);
    sealed += replaced;
    changed ||= sealings.length > 0;
    after = last.id;
    tell(`${what}: ${sealed} sealed anew`);
  }
  return { sealed, unopened: [...unopened].map(([id, why]) => ({ what: `${what} of ${id}`, why })) };
};

const openEach = (box: SecretBox, boxes: readonly Box[], unopened: Map<string, string>): Sealing[] =>
  boxes.flatMap((each) => {
    try {
      const anew = box.seal(box.open(each.box));
      unopened.delete(each.id);
      return [{ ...each, anew }];
    } catch (error) {
      unopened.set(each.id, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
