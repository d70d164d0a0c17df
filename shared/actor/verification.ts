import type { AnyDefinition } from './definition.ts';
import { asStored, Differences } from './differences.ts';
import { digestOf } from './event-digest.ts';
import type { EventRow } from './event-log.ts';
import type { Platform } from './platform.ts';
import { ReplayedEntries, readable } from './replayed-entries.ts';
import { migrateActor } from './schema.ts';
import { openStores, type Stores } from './stores.ts';
import { type VerificationRun, VerificationRuns } from './verification-run.ts';

/** One step takes some tens of milliseconds, in which the actor answers nobody. */
const eventsPerStep = 500;

type Cursor = { published: number; confirmed: number; lastPublic: number };

/** What an actor that is awake holds in memory. */
export interface Live {
  readonly state: unknown;
  readonly seq: number;
}

/**
 * Replays an actor's events from the first one, and compares with what they lead to everything that the actor
 * keeps: its memory, its snapshot, its entries and its relay's cursor. It goes in steps, and commands may come
 * between any two of them: whatever is compared is compared in a step that has replayed the last event.
 *
 * It stands on storage and definition alone, so that it can say what is wrong with an actor that cannot wake.
 */
export class Verification {
  readonly #platform: Platform;
  readonly #definition: AnyDefinition;
  readonly #live: () => Live;
  readonly #runs: VerificationRuns;
  readonly #entries: ReplayedEntries;
  readonly #stores: Stores<unknown, unknown, { type: string; at: number }, unknown>;

  /** @param live wakes the actor, if need be. It may throw. */
  constructor(platform: Platform, definition: AnyDefinition, live: () => Live) {
    migrateActor(platform);
    this.#platform = platform;
    this.#definition = definition;
    this.#live = live;
    this.#runs = new VerificationRuns(platform.sql);
    this.#entries = new ReplayedEntries(platform.sql, definition.decider.entries);
    this.#stores = openStores(platform, definition, undefined);
  }

  /** The run that is under way, or else the last one; null before the first. */
  get run(): VerificationRun | null {
    return this.#runs.read();
  }

  /** The number of the actor's last event. */
  get lastSeq(): number {
    return this.#stores.log.lastSeq();
  }

  /** Begins a run, unless one is under way. */
  begin(): void {
    const run = this.run;
    if (!run || run.phase === 'done') this.#platform.transactionSync(() => this.#beginAnew());
  }

  /** Goes on with the run that is under way by one step. */
  step(): void {
    const known = this.run;
    if (!known || known.phase === 'done') return;
    // Outside of the transaction, because waking writes.
    const live = known.phase === 'rest' ? this.#wake() : null;
    this.#platform.transactionSync(() => {
      const run = known.stateVersion === this.#definition.stateVersion ? known : this.#beginAnew();
      const differences = new Differences(run.differences, run.more);
      this.#replaySome(run, differences);
      if (lastReplayed(run) >= this.#stores.log.lastSeq()) this.#compareSome(run, live, differences);
      run.more = differences.more;
      this.#runs.save(run);
    });
  }

  #beginAnew(): VerificationRun {
    this.#entries.create();
    const run: VerificationRun = {
      phase: 'events',
      startedAt: this.#platform.now(),
      finishedAt: null,
      stateVersion: this.#definition.stateVersion,
      seq: Number.MIN_SAFE_INTEGER,
      digest: '',
      events: 0,
      state: this.#definition.decider.initialState,
      entry: '',
      snapshotSeq: null,
      differences: [],
      more: 0,
    };
    this.#runs.save(run);
    return run;
  }

  #replaySome(run: VerificationRun, differences: Differences): void {
    const { log, snapshots } = this.#stores;
    const snapshot = snapshots.row();
    for (const row of log.rows(run.seq, eventsPerStep)) {
      if (snapshot && row.seq > snapshot.seq) compareSnapshot(run, snapshot, differences);
      checkNumber(row.seq, lastReplayed(run) + 1, differences);
      checkDigest(row, run, differences);
      if (row.seq > 0) this.#replay(run, row, differences);
      run.seq = row.seq;
      run.digest = row.digest ?? '';
      run.events += 1;
    }
  }

  #replay(run: VerificationRun, row: EventRow, differences: Differences): void {
    try {
      const { event } = this.#stores.log.decode(row);
      run.state = this.#definition.decider.evolve(run.state, event);
      this.#entries.apply(event);
    } catch (error) {
      differences.add(`event ${row.seq}`, 'an event that can be replayed', String(error));
    }
  }

  /** All events are replayed, and until this step is over there will be no other. */
  #compareSome(run: VerificationRun, live: (() => Live) | null, differences: Differences): void {
    const snapshot = this.#stores.snapshots.row();
    if (snapshot) compareSnapshot(run, snapshot, differences);
    if (live) {
      this.#compareRest(run, live, differences);
      return;
    }
    const last = this.#entries.comparePage(run.entry, differences);
    run.phase = last === null ? 'rest' : 'entries';
    run.entry = last ?? run.entry;
  }

  #compareRest(run: VerificationRun, live: () => Live, differences: Differences): void {
    compareLive(run, live, differences);
    this.#checkNumbers(lastReplayed(run), differences);
    this.#entries.remove();
    run.state = null;
    run.phase = 'done';
    run.finishedAt = this.#platform.now();
  }

  /** Returns what gives the actor's memory, or throws why it could not be woken. */
  #wake(): () => Live {
    try {
      const live = this.#live();
      return () => live;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  /** Nothing may claim to know of events that are not there. */
  #checkNumbers(lastSeq: number, differences: Differences): void {
    const snapshot = this.#stores.snapshots.row();
    if (snapshot && snapshot.seq > lastSeq)
      differences.add('snapshot.seq', `at most ${lastSeq}`, snapshot.seq);
    const query = 'SELECT published, confirmed, lastPublic FROM relay WHERE one = 1';
    const cursor = this.#platform.sql.exec<Cursor>(query).toArray()[0];
    if (!cursor) return;
    const { published, confirmed, lastPublic } = cursor;
    if (lastPublic > lastSeq) differences.add('relay.lastPublic', `at most ${lastSeq}`, lastPublic);
    if (published > lastSeq) differences.add('relay.published', `at most ${lastSeq}`, published);
    if (confirmed > published) differences.add('relay.confirmed', `at most ${published}`, confirmed);
  }
}

/** 0 where there was none: a replay begins before whatever may stand in the log, damaged as it may be. */
export function lastReplayed({ seq }: VerificationRun): number {
  return Math.max(seq, 0);
}

/** Numbers count from 1 without gaps; that none is there twice the table itself sees to. */
function checkNumber(seq: number, expected: number, differences: Differences): void {
  if (seq < expected) differences.add(`event ${seq}`, undefined, 'an event');
  if (seq === expected + 1) differences.add(`event ${expected}`, 'an event', undefined);
  if (seq > expected + 1) differences.add(`events ${expected} to ${seq - 1}`, 'events', undefined);
}

/** Behind a gap there is nothing to hold it against. */
function checkDigest(row: EventRow, run: VerificationRun, differences: Differences): void {
  if (row.digest === null || row.seq !== lastReplayed(run) + 1) return;
  const digest = digestOf(row, run.digest);
  if (digest !== row.digest) differences.add(`event ${row.seq}`, 'as it was written', 'changed since');
}

/** To be called when all events up to the snapshot are replayed, and none behind it. */
function compareSnapshot(
  run: VerificationRun,
  { seq, data }: { seq: number; data: string },
  differences: Differences,
): void {
  if (run.snapshotSeq === seq) return;
  run.snapshotSeq = seq;
  differences.compare('snapshot', asStored(run.state), readable(data));
}

function compareLive(run: VerificationRun, live: () => Live, differences: Differences): void {
  try {
    const { state, seq } = live();
    if (seq !== lastReplayed(run)) differences.add('seq', lastReplayed(run), seq);
    differences.compare('state', asStored(run.state), asStored(state));
  } catch (error) {
    differences.add('waking', 'an actor that wakes', String(error));
  }
}
