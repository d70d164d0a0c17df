import type { RebuildView } from '../contracts/read-model.ts';
import { rfc3339 } from '../time.ts';
import type { Notebook } from './notebook.ts';
import type { Building, Projection } from './projection.ts';
import { type Ask, askAll, listingsOf } from './standing.ts';

/** So many actors are asked at once; each answer is some KB. */
const portion = 100;

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** In a row, without anything coming forward: about eight minutes. */
const maxFailures = 20;

interface State {
  status: RebuildView['status'];
  /** null until it has begun. */
  building: Building | null;
  /** All actors up to this id were asked. */
  after: string;
  /** Those among them that have not answered yet. */
  waiting: string[];
  processed: number;
  total: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** In a row. */
  failures: number;
  /** Not before this is the next try, after one that failed (ms since 1970). */
  retryAt: number;
  /** Why the last try failed; null when it did not. */
  reason: string | null;
}

const never: State = {
  status: 'idle',
  building: null,
  after: '',
  waiting: [],
  processed: 0,
  total: 0,
  startedAt: null,
  finishedAt: null,
  failures: 0,
  retryAt: 0,
  reason: null,
};

const page = 'rebuild';

/*
 *   idle, failed ──start──▶ rebuilding:  an empty slot takes in all news from now on
 *                                        every actor that was known then is asked, and written into it
 *                                        the slots are swapped
 *                            │
 *                            ├──▶ idle
 *                            └──▶ failed   after long without any progress; the live slot is what it was
 */

/** Builds a read model anew from what the actors say of themselves, step by step; after a crash it goes on where it was. */
export class Rebuild<Data> {
  readonly #notebook: Notebook;
  readonly #projection: Projection<Data>;
  readonly #ask: Ask<Data>;
  readonly #now: () => number;
  #state: State;

  constructor(notebook: Notebook, projection: Projection<Data>, ask: Ask<Data>, now: () => number) {
    this.#notebook = notebook;
    this.#projection = projection;
    this.#ask = ask;
    this.#now = now;
    this.#state = notebook.read<State>(page) ?? never;
  }

  /** One that is under way is joined. */
  start(): void {
    if (this.#state.status === 'rebuilding') return;
    this.#note({ ...never, status: 'rebuilding', startedAt: this.#now() });
  }

  /** When the next step is to be taken, in ms since 1970; Infinity while there is none. */
  get due(): number {
    return this.#state.status === 'rebuilding' ? this.#state.retryAt : Infinity;
  }

  view(): RebuildView {
    const { status, processed, total, startedAt, finishedAt, reason } = this.#state;
    return {
      status,
      processed,
      // Whoever was heard of only after it began is in both figures.
      total: Math.max(total, processed),
      ...(startedAt === null ? {} : { startedAt: rfc3339(startedAt) }),
      ...(finishedAt === null ? {} : { finishedAt: rfc3339(finishedAt) }),
      ...(reason === null ? {} : { reason }),
    };
  }

  /** Does not throw: what fails is tried again, or ends the rebuild. */
  async step(): Promise<void> {
    try {
      await this.#advance();
    } catch (error) {
      await this.#failed(String(error));
    }
  }

  async #advance(): Promise<void> {
    const { building, after, waiting } = this.#state;
    if (building === null) return this.#begin();
    const ids = waiting.length > 0 ? waiting : await this.#projection.knownIds(after, portion);
    if (ids.length > 0) return this.#fill(ids, building);
    await this.#projection.endRebuild(building);
    this.#note({ status: 'idle', reason: null, finishedAt: this.#now() });
  }

  /** Counted after it has begun: who comes later is listed by its own news. */
  async #begin(): Promise<void> {
    const building = await this.#projection.beginRebuild();
    this.#note({ building, total: await this.#projection.countKnown() });
  }

  async #fill(ids: string[], building: Building): Promise<void> {
    const answers = await askAll(ids, this.#ask);
    const { answered, unanswered, reason } = answers;
    if (answered.length > 0) {
      await this.#projection.fill(listingsOf(answers), building);
      const { after, waiting, processed } = this.#state;
      this.#note({
        after: waiting.length > 0 ? after : (ids.at(-1) as string),
        waiting: unanswered,
        processed: processed + answered.length,
        failures: 0,
        retryAt: 0,
        reason: null,
      });
    }
    if (unanswered.length > 0) throw new Error(`${unanswered.length} did not answer; ${reason}`);
  }

  async #failed(reason: string): Promise<void> {
    const failures = this.#state.failures + 1;
    console.warn(JSON.stringify({ rebuild: reason, failures }));
    const pauseMs = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
    this.#note({ failures, retryAt: this.#now() + pauseMs, reason });
    if (failures < maxFailures) return;
    try {
      await this.#projection.abandonRebuild();
      this.#note({ status: 'failed', finishedAt: this.#now() });
    } catch (error) {
      console.warn(JSON.stringify({ rebuild: `not even abandoned: ${error}` }));
    }
  }

  #note(changes: Partial<State>): void {
    this.#state = { ...this.#state, ...changes };
    this.#notebook.write(page, this.#state);
  }
}
