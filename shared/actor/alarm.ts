import type { Platform } from './platform.ts';

/** The pause before what is still due after an alarm is looked at again. */
const alarmRetryMs = 5_000;

/** A time in ms since 1970; undefined for never. */
export type Due = number | undefined;

/** The platform's one alarm, shared by everything in an actor that may become due. */
export class Alarm {
  readonly #platform: Platform;
  /** What was due until then has been tried by a ring, and waits until `#againAt`. */
  #triedUntil = 0;
  #againAt = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Only ever brings it forward: one that rings too early is set anew, and costs no row per command. */
  bringForward(dues: Due[]): void {
    const at = this.#earliest(dues);
    if (at < (this.#platform.alarmAt ?? Infinity)) this.#platform.setAlarm(at);
  }

  /**
   * After it has rung.
   * @param more of what is due there was too much for one ring, so it goes on at once
   */
  setAnew(rungAt: number, dues: Due[], more: boolean): void {
    this.#triedUntil = rungAt;
    this.#againAt = this.#platform.now() + alarmRetryMs;
    const at = more ? Math.min(...dues.map((due) => due ?? Infinity)) : this.#earliest(dues);
    if (at < Infinity) this.#platform.setAlarm(at);
  }

  /** When it cannot be known what is due. */
  setInAnyCase(): void {
    this.#platform.setAlarm(this.#platform.now() + alarmRetryMs);
  }

  /** What is still due although it was just tried waits a moment. */
  #earliest(dues: Due[]): number {
    let first = Infinity;
    for (const due of dues) {
      if (due !== undefined) first = Math.min(first, due <= this.#triedUntil ? this.#againAt : due);
    }
    return first;
  }
}

/** A part of what is done when it rings: where it fails, the others are done all the same. */
export async function attempt(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error('alarm, tried again in a moment:', error);
  }
}
