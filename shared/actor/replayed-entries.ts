import type { EntryFold } from './decider.ts';
import type { Differences } from './differences.ts';
import { EntryTable } from './entry-table.ts';
import type { Sql } from './platform.ts';

/** Of both tables together, so that one synchronous comparison stays within some tens of milliseconds. */
const entriesPerPage = 500;

type PairRow = {
  id: string;
  expected: string | null;
  expectedDue: number | null;
  found: string | null;
  foundDue: number | null;
};

/** The entries as the events alone lead to them, in a table of their own beside the actor's. */
export class ReplayedEntries {
  readonly #sql: Sql;
  readonly #table: EntryTable<unknown, unknown, unknown>;

  constructor(sql: Sql, fold: EntryFold<unknown, unknown, unknown> | undefined) {
    this.#sql = sql;
    this.#table = new EntryTable(sql, fold, 'replayed');
  }

  create(): void {
    this.remove();
    this.#sql.exec(
      'CREATE TABLE replayed (id TEXT PRIMARY KEY, due INTEGER, data TEXT NOT NULL) WITHOUT ROWID',
    );
  }

  remove(): void {
    this.#sql.exec('DROP TABLE IF EXISTS replayed');
  }

  apply(event: unknown): void {
    this.#table.apply(event);
  }

  /**
   * Compares the next entries behind the id `after` with the actor's own.
   * @returns the last id compared, or null where there was none
   */
  comparePage(after: string, differences: Differences): string | null {
    const pairs = this.#pairs(after);
    for (const pair of pairs) comparePair(pair, differences);
    return pairs.at(-1)?.id ?? null;
  }

  #pairs(after: string): PairRow[] {
    return this.#sql
      .exec<PairRow>(
        `SELECT both.id AS id, replayed.data AS expected, replayed.due AS expectedDue, entry.data AS found, entry.due AS foundDue
         FROM (SELECT id FROM entry WHERE id > ?1 UNION SELECT id FROM replayed WHERE id > ?1 ORDER BY id LIMIT ?2) AS both
         LEFT JOIN replayed ON replayed.id = both.id LEFT JOIN entry ON entry.id = both.id ORDER BY both.id`,
        after,
        entriesPerPage,
      )
      .toArray();
  }
}

function comparePair(
  { id, expected, expectedDue, found, foundDue }: PairRow,
  differences: Differences,
): void {
  const place = `entry ${id}`;
  if (expected === null || found === null) {
    differences.add(place, readable(expected), readable(found));
    return;
  }
  if (expected !== found) differences.compare(place, readable(expected), readable(found));
  if (expectedDue !== foundDue) differences.add(`${place} due`, expectedDue, foundDue);
}

/** What stands in a column of JSON, or its text where that is no JSON any more. */
export function readable(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
