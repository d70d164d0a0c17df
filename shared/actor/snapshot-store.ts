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

  delete(): void {
    this.#sql.exec('DELETE FROM snapshot');
  }

  read(): { seq: number; state: State } | undefined {
    const row = this.row();
    return row && { seq: row.seq, state: JSON.parse(row.data) as State };
  }

  /** The same as it is stored. */
  row(): { seq: number; data: string } | undefined {
    return this.#sql
      .exec<{ seq: number; data: string }>(
        'SELECT seq, data FROM snapshot WHERE one = 1 AND version = ?',
        this.#version,
      )
      .toArray()[0];
  }
}
