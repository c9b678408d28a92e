import type { Desk } from './desk.js';

/** Rows past everything, as they would stand after years; a column that none of them has gets its default. */
export const fillTable = async (desk: Desk, table: string, records: readonly object[]): Promise<void> => {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].map((column) => `"${column}"`).join(', ');
  await desk.sql(`insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1)`, [
    JSON.stringify(records),
  ]);
};
