import { messageOf } from '../error-message.ts';
import { accept, type Result, reject } from '../result.ts';
import type { DomainEvent } from './decider.ts';
import type { AnyDefinition } from './definition.ts';
import type { EventRow } from './event-log.ts';
import { type Moment, type NoSuchMoment, seqAt } from './moment.ts';
import { pause } from './pause.ts';
import type { Platform } from './platform.ts';
import { readable } from './replayed-entries.ts';
import { hasTables, migrateActor } from './schema.ts';
import { openStores, type Stores } from './stores.ts';

/** Replayed at once, before others are let in. */
const replayPageSize = 500;

/** An event as an auditor sees it. */
export interface AuditedEvent extends Omit<EventRow, 'data' | 'digest' | 'personal'> {
  /** In today's shape; as it is stored where it cannot be decoded. */
  data: unknown;
  /** Why it cannot be decoded. */
  undecodable?: string;
}

export interface AuditQuery {
  /** Events behind this number. */
  after: number;
  limit: number;
  /** Events up to this moment, and the state that they had led to. */
  at?: Moment | undefined;
}

export interface AuditPage {
  items: AuditedEvent[];
  hasMore: boolean;
  /** At the moment asked for; absent where none was, or where it cannot be known. */
  state?: unknown;
  /** Why not. */
  stateUnknown?: string;
}

type AnyStores = Stores<unknown, unknown, DomainEvent, unknown>;

/** What happened to an actor. Stands on storage and definition alone, also where the actor cannot wake. */
export class Audit {
  readonly #platform: Platform;
  readonly #definition: AnyDefinition;

  constructor(platform: Platform, definition: AnyDefinition) {
    this.#platform = platform;
    this.#definition = definition;
  }

  /** Null where there is no actor; reading leaves no trace of one. */
  async page({ after, limit, at }: AuditQuery): Promise<Result<AuditPage, NoSuchMoment> | null> {
    if (!hasTables(this.#platform)) return null;
    migrateActor(this.#platform);
    const stores = openStores(this.#platform, this.#definition, undefined);
    const until = at ? seqAt(stores.log, at, this.#platform.now()) : accept(Infinity);
    if (!until.ok) return reject(until.rejection);
    // One more than asked for tells whether there are more.
    const rows = stores.log.rows(after, limit + 1).filter(({ seq }) => seq <= until.value);
    const items = rows.slice(0, limit).map((row) => audited(row, stores));
    const state = at ? await this.#stateAt(until.value, stores) : {};
    return accept({ items, hasMore: rows.length > limit, ...state });
  }

  async #stateAt(until: number, stores: AnyStores): Promise<Pick<AuditPage, 'state' | 'stateUnknown'>> {
    let { state, seq } = snapshotBefore(until, stores) ?? {
      state: this.#definition.decider.initialState,
      seq: 0,
    };
    for (;;) {
      const rows = stores.log.rows(seq, replayPageSize).filter((row) => row.seq <= until);
      for (const row of rows) {
        try {
          state = this.#definition.decider.evolve(state, stores.log.decode(row).event);
        } catch (error) {
          return { stateUnknown: `event ${row.seq}: ${messageOf(error)}` };
        }
        seq = row.seq;
      }
      if (rows.length < replayPageSize) return { state };
      await pause();
    }
  }
}

function snapshotBefore(
  until: number,
  { snapshots }: AnyStores,
): { state: unknown; seq: number } | undefined {
  const row = snapshots.row();
  if (!row || row.seq > until) return undefined;
  const state = readable(row.data);
  // One that was damaged reads as its text.
  return typeof state === 'object' ? { state, seq: row.seq } : undefined;
}

function audited(row: EventRow, { log }: AnyStores): AuditedEvent {
  const { data: stored, personal: _, digest: __, ...known } = row;
  try {
    const { type: __, at: ___, ...data } = log.decode(row).event;
    return { ...known, data };
  } catch (error) {
    return { ...known, data: readable(stored), undecodable: messageOf(error) };
  }
}
