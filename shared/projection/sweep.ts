import type { Told } from '../actor/relay.ts';
import type { Notebook } from './notebook.ts';
import type { Projection } from './projection.ts';
import { type Ask, askAll, listingsOf } from './standing.ts';

/** How often a portion of the actors is asked. */
export const sweepEveryMs = 60_000;
const portion = 100;

/** What should be known everywhere after this long: an actor itself asks its subscribers sooner. */
const toleratedMs = 60_000;

export interface SweepState {
  /** All actors up to this id were asked in this round. */
  after: string;
  /** Of the last sweep; null before the first (ms since 1970). */
  sweptAt: number | null;
  /** How many the last sweep found lagging. */
  lagging: number;
}

/** Is told what the actors of a portion say of themselves. */
export type Heard<Data> = (said: Data[]) => Promise<void>;

const page = 'sweep';

/**
 * Asks the actors, one portion after the other and then all over again, how far they are, and lists what should
 * have been listed long ago. To be asked wakes an actor, and an actor that wakes sets an alarm that was lost.
 */
export class Sweep<Data> {
  readonly #notebook: Notebook;
  readonly #projection: Projection<Data>;
  readonly #ask: Ask<Data>;
  readonly #now: () => number;
  readonly #heard: Heard<Data>;
  #state: SweepState;
  #triedAt = 0;

  constructor(
    notebook: Notebook,
    projection: Projection<Data>,
    ask: Ask<Data>,
    now: () => number,
    heard: Heard<Data>,
  ) {
    this.#notebook = notebook;
    this.#projection = projection;
    this.#ask = ask;
    this.#now = now;
    this.#heard = heard;
    this.#state = notebook.read<SweepState>(page) ?? { after: '', sweptAt: null, lagging: 0 };
  }

  get state(): SweepState {
    return this.#state;
  }

  /** When the next step is to be taken, in ms since 1970. */
  get due(): number {
    return Math.max(this.#state.sweptAt ?? 0, this.#triedAt) + sweepEveryMs;
  }

  /** Does not throw: what fails is tried again. */
  async step(): Promise<void> {
    this.#triedAt = this.#now();
    try {
      await this.#sweepPortion();
    } catch (error) {
      console.warn(JSON.stringify({ sweep: String(error) }));
    }
  }

  /** An actor that does not answer counts as lagging, and holds up nobody: its turn comes again. */
  async #sweepPortion(): Promise<void> {
    const ids = await this.#projection.knownIds(this.#state.after, portion);
    const listed = await this.#projection.seqsOf(ids);
    const answers = await askAll(ids, this.#ask);
    const { answered, unanswered, reason } = answers;
    const late = answered.flatMap(({ id, standing }) =>
      standing && isLate(standing.told, listed.get(id) ?? 0, this.#now()) ? [standing.listing] : [],
    );
    await this.#projection.take(late);
    await this.#heard(listingsOf(answers).map(({ data }) => data));
    const lagging = late.length + unanswered.length;
    if (lagging > 0) console.warn(JSON.stringify({ sweep: late.map(({ id }) => id), unanswered, reason }));
    const after = ids.length < portion ? '' : (ids.at(-1) as string);
    this.#state = { after, sweptAt: this.#now(), lagging };
    this.#notebook.write(page, this.#state);
  }
}

function isLate({ lastPublic, at, published }: Told, listed: number, now: number): boolean {
  return Math.min(listed, published) < lastPublic && now - at > toleratedMs;
}
