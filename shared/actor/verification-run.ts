import type { Difference } from './differences.ts';
import type { Sql } from './platform.ts';
import { hasTable } from './schema.ts';

/** One verification from its start to its result, in a form that outlives the process that works on it. */
export interface VerificationRun {
  /** `events` are replayed first, then `entries` compared, and the `rest` last of all. */
  phase: 'events' | 'entries' | 'rest' | 'done';
  /** ms since 1970 */
  startedAt: number;
  /** ms since 1970; null until then */
  finishedAt: number | null;
  /** A replay that an older release began is no good to this one. */
  stateVersion: number;
  /** The last event replayed. */
  seq: number;
  /** Its digest; empty where it has none. */
  digest: string;
  /** How many events were replayed. */
  events: number;
  /** The state that they have led to. */
  state: unknown;
  /** The last entry compared. */
  entry: string;
  /** The snapshot compared, by its number; null while there was none. */
  snapshotSeq: number | null;
  differences: Difference[];
  /** How many differences there are beyond those listed. */
  more: number;
}

/** The newest run, as JSON in a table that an actor gets with its first verification. */
export class VerificationRuns {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  read(): VerificationRun | null {
    if (!this.#isMade) return null;
    const query = 'SELECT data FROM verification WHERE one = 1';
    const row = this.#sql.exec<{ data: string }>(query).toArray()[0];
    return row ? (JSON.parse(row.data) as VerificationRun) : null;
  }

  /** Of a run that is under way too: what it has replayed, and what differs, may tell who somebody was. */
  delete(): void {
    if (this.#isMade) this.#sql.exec('DELETE FROM verification');
  }

  get #isMade(): boolean {
    return hasTable(this.#sql, 'verification');
  }

  save(run: VerificationRun): void {
    this.#sql.exec(
      'CREATE TABLE IF NOT EXISTS verification (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL)',
    );
    this.#sql.exec('INSERT OR REPLACE INTO verification (one, data) VALUES (1, ?)', JSON.stringify(run));
  }
}
