import type { Sql } from './platform.ts';

/** The newest snapshot of the small state. One row: an older snapshot is of no use. */
export class SnapshotStore<State> {
  readonly #sql: Sql;
  readonly #version: number;

  constructor(sql: Sql, version: number) {
    this.#sql = sql;
    this.#version = version;
  }

  save(seq: number, state: State): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO snapshot (one, seq, version, data) VALUES (1, ?, ?, ?)',
      seq,
      this.#version,
      JSON.stringify(state),
    );
  }

  read(): { seq: number; state: State } | undefined {
    const row = this.#sql
      .exec<{ seq: number; data: string }>(
        'SELECT seq, data FROM snapshot WHERE one = 1 AND version = ?',
        this.#version,
      )
      .toArray()[0];
    return row && { seq: row.seq, state: JSON.parse(row.data) as State };
  }
}
