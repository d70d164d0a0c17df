import type { Platform } from '../actor/platform.ts';
import type { RebuildView } from '../contracts/read-model.ts';
import { Notebook } from './notebook.ts';
import type { Projection } from './projection.ts';
import { Rebuild } from './rebuild.ts';
import type { Ask } from './standing.ts';
import { type Heard, Sweep, type SweepState, sweepEveryMs } from './sweep.ts';

/**
 * Looks after one read model: builds it anew when asked to, and sweeps it all the time. Its methods are what the
 * Durable Object offers. It has one alarm, which never stops once somebody has called.
 */
export class ReadModelKeeper<Data> {
  readonly #platform: Platform;
  readonly #rebuild: Rebuild<Data>;
  readonly #sweep: Sweep<Data>;

  /** @param heard is told what the actors say that are swept, for what hangs on it beside the list */
  constructor(
    platform: Platform,
    projection: Projection<Data>,
    ask: Ask<Data>,
    heard: Heard<Data> = async () => {},
  ) {
    this.#platform = platform;
    const notebook = new Notebook(platform);
    const now = () => platform.now();
    this.#rebuild = new Rebuild(notebook, projection, ask, now);
    this.#sweep = new Sweep(notebook, projection, ask, now, heard);
  }

  /** Starts a rebuild, or joins the one that is under way. */
  startRebuild(): RebuildView {
    this.#rebuild.start();
    this.#platform.setAlarm(this.#platform.now());
    return this.#rebuild.view();
  }

  rebuildView(): RebuildView {
    return this.#rebuild.view();
  }

  /** To be called now and then: the first call starts the sweeping, and any other finds an alarm that was lost. */
  keep(): SweepState {
    const now = this.#platform.now();
    const { alarmAt } = this.#platform;
    if (alarmAt === null || alarmAt < now - sweepEveryMs) this.#platform.setAlarm(now);
    return this.#sweep.state;
  }

  /** It never throws, since the platform gives up on an alarm that has failed six times. */
  async ring(): Promise<void> {
    const work = this.#work;
    if (work.due <= this.#platform.now()) await work.step();
    this.#platform.setAlarm(Math.max(this.#platform.now(), this.#work.due));
  }

  /** Nobody is swept while all are asked anyway. */
  get #work(): { due: number; step(): Promise<void> } {
    return this.#rebuild.due < Infinity ? this.#rebuild : this.#sweep;
  }
}
