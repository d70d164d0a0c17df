import type { EntryFold } from './decider.ts';
import type { Sql } from './platform.ts';

/**
 * The part of the state that grows without bound, a row for each entry. It is changed in the same commit as
 * the event that changed it, so it needs no snapshot and no replay on waking.
 */
export class EntryTable<Command, Event, Entry> {
  readonly #sql: Sql;
  readonly #fold: EntryFold<Command, Event, Entry> | undefined;
  readonly #table: string;
  /** What the command that is being decided names, as it stands in the table: its first event spares a second look. */
  #found: { id: string; entry: Entry | undefined } | undefined;

  /** @param table another one than the actor's own, for a verification to replay into */
  constructor(sql: Sql, fold: EntryFold<Command, Event, Entry> | undefined, table = 'entry') {
    this.#sql = sql;
    this.#fold = fold;
    this.#table = table;
  }

  get(id: string): Entry | undefined {
    const row = this.#sql
      .exec<{ data: string }>(`SELECT data FROM ${this.#table} WHERE id = ?`, id)
      .toArray()[0];
    return row && (JSON.parse(row.data) as Entry);
  }

  /** The entry that a command names. Nothing else changes the table before the events of that command are applied. */
  find(command: Command): Entry | undefined {
    const id = this.#fold?.idOf(command);
    this.#found = id === undefined ? undefined : { id, entry: this.get(id) };
    return this.#found?.entry;
  }

  /** Changes the entry that the event is about; returns when that entry will be due. */
  apply(event: Event): number | undefined {
    const id = this.#fold?.idOf(event);
    if (!this.#fold || id === undefined) return undefined;
    const entry = this.#fold.evolve(this.#takeFound(id), event);
    const due = this.#fold.due(entry);
    this.#sql.exec(
      `INSERT INTO ${this.#table} (id, due, data) VALUES (?1, ?2, ?3)
       ON CONFLICT (id) DO UPDATE SET due = ?2, data = ?3`,
      id,
      due ?? null,
      JSON.stringify(entry),
    );
    return due;
  }

  /** Believed once: from the first event on the table is ahead of it, or was rolled back to where it was. */
  #takeFound(id: string): Entry | undefined {
    const found = this.#found;
    this.#found = undefined;
    return found?.id === id ? found.entry : this.get(id);
  }

  /** All entries behind `after`, in order of their ids, at most `limit` of them. */
  page(after: string, limit: number): { id: string; entry: Entry }[] {
    return this.#sql
      .exec<{ id: string; data: string }>(
        `SELECT id, data FROM ${this.#table} WHERE id > ? ORDER BY id LIMIT ?`,
        after,
        limit,
      )
      .toArray()
      .map(({ id, data }) => ({ id, entry: JSON.parse(data) as Entry }));
  }

  /** The entries that are due, the longest first, without the first `skip` of them. */
  dueIds(now: number, limit: number, skip: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        `SELECT id FROM ${this.#table} WHERE due <= ? ORDER BY due, id LIMIT ? OFFSET ?`,
        now,
        limit,
        skip,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** When the first entry is due behind the time `after`. */
  nextDue(after: number): number | undefined {
    if (!this.#fold) return undefined;
    const query = `SELECT due FROM ${this.#table} WHERE due > ? ORDER BY due LIMIT 1`;
    return this.#sql.exec<{ due: number }>(query, after).toArray()[0]?.due;
  }
}
