import type { DomainEvent } from './decider.ts';
import { digestOf } from './event-digest.ts';
import { type PersonalFields, PersonalTable } from './personal-data.ts';
import type { Sql } from './platform.ts';

/** Who caused an event, in which request, as part of which trace (W3C traceparent). */
export interface Cause {
  caller: string;
  request: string;
  trace: string;
}

/** An event as it stands in the log. `seq` counts from 1 without gaps. */
export interface Recorded<Event> extends Cause {
  seq: number;
  event: Event;
}

/** Turns the data of version N of a type of event into version N + 1. */
export type Upcaster = (data: Record<string, unknown>) => Record<string, unknown>;

/** By type, and then by the version that is read. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>;

/** An event as it is stored. */
export type EventRow = {
  seq: number;
  type: string;
  /** Of the shape in which it was written. */
  version: number;
  /** ms since 1970 */
  at: number;
  caller: string;
  request: string;
  trace: string;
  data: string;
  /** Ties it to the event before; null in rows that are older than digests. */
  digest: string | null;
  /** null: it has no personal fields, they stand in `data` still, or they were forgotten. */
  personal: string | null;
};

/** The actor's one source of truth. Rows are appended and never changed; what can be forgotten stands beside them. */
export class EventLog<Event extends DomainEvent> {
  readonly #sql: Sql;
  readonly #versions: Readonly<Record<string, number>>;
  readonly #upcasters: Upcasters;
  readonly #personal: PersonalTable;
  /** The event that was written last by this process, committed or not. */
  #newest = { seq: 0, digest: '' };

  constructor(
    sql: Sql,
    versions: Readonly<Record<string, number>>,
    upcasters: Upcasters = {},
    personal: PersonalFields = {},
  ) {
    this.#sql = sql;
    this.#versions = versions;
    this.#upcasters = upcasters;
    this.#personal = new PersonalTable(sql, personal);
  }

  append(seq: number, event: Event, cause: Cause): void {
    const { type, at, ...data } = event;
    const version = this.#versions[type];
    if (version === undefined) throw new Error(`the type ${type} has no version`);
    const { caller, request, trace } = cause;
    const rest = JSON.stringify(this.#personal.takeOut(seq, type, data));
    const digest = digestOf(
      { seq, type, version, at, caller, request, trace, data: rest },
      this.#digestAt(seq - 1),
    );
    this.#sql.exec(
      `INSERT INTO event (seq, type, version, at, caller, request, trace, data, digest)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[seq, type, version, at, caller, request, trace, rest, digest],
    );
    this.#newest = { seq, digest };
  }

  /** Of an event that was rolled back nothing is believed: the table is asked. */
  #digestAt(seq: number): string {
    if (seq === this.#newest.seq) return this.#newest.digest;
    const query = 'SELECT digest FROM event WHERE seq = ?';
    return this.#sql.exec<{ digest: string | null }>(query, seq).toArray()[0]?.digest ?? '';
  }

  /** From here on the personal fields of all events read `null`. */
  forgetPersonalData(): void {
    this.#personal.forget();
  }

  /** Events behind `after`, oldest first, at most `limit` of them. */
  read(after: number, limit: number): Recorded<Event>[] {
    return this.rows(after, limit).map((row) => this.decode(row));
  }

  /** The same as they are stored, also those that this code cannot decode. */
  rows(after: number, limit: number): EventRow[] {
    return this.#sql
      .exec<EventRow>(
        `SELECT event.*, personal.data AS personal FROM event LEFT JOIN personal USING (seq)
         WHERE event.seq > ? ORDER BY event.seq LIMIT ?`,
        after,
        limit,
      )
      .toArray();
  }

  /** The number of the last event; 0 where there is none. */
  lastSeq(): number {
    return this.#sql.exec<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM event').toArray()[0]?.seq ?? 0;
  }

  /** @throws where the row is not one that this code, or an older one, has written */
  decode(row: EventRow): Recorded<Event> {
    let data = { ...JSON.parse(row.data), ...JSON.parse(row.personal ?? '{}') } as Record<string, unknown>;
    const today = this.#versions[row.type];
    if (today === undefined) throw new Error(`event ${row.seq} has the unknown type ${row.type}`);
    if (row.version > today) {
      throw new Error(
        `event ${row.seq}: ${row.type} version ${row.version} is newer than this code, which knows ${today}`,
      );
    }
    for (let version = row.version; version < today; version++) {
      const upcast = this.#upcasters[row.type]?.[version];
      if (!upcast) throw new Error(`event ${row.seq}: no upcaster for ${row.type} version ${version}`);
      data = upcast(data);
    }
    // The row was written by `append` from a checked event, or has been brought up to date by an upcaster.
    const event = { type: row.type, at: row.at, ...this.#personal.fill(row.type, data) } as unknown as Event;
    return { seq: row.seq, event, caller: row.caller, request: row.request, trace: row.trace };
  }
}
