import { windowMs } from './policy.ts';

/** A flood from many addresses must not fill the memory. */
const maxKeys = 50_000;

/** Counts by key what this isolate has seen in the minute that goes on, by the clock. */
export class MinuteWindow {
  #minute = 0;
  readonly #counts = new Map<string, number>();

  /** One more. @returns how many it are now; undefined when there are too many keys to tell */
  add(key: string, now: number): number | undefined {
    const count = this.count(key, now) + 1;
    if (count === 1 && this.#counts.size >= maxKeys) return undefined;
    this.#counts.set(key, count);
    return count;
  }

  /** How many it are. */
  count(key: string, now: number): number {
    const minute = Math.floor(now / windowMs);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    return this.#counts.get(key) ?? 0;
  }

  /** Whatever was counted here, it is known to be more than this. */
  raise(key: string, count: number, now: number): void {
    if (this.count(key, now) < count && this.#counts.size < maxKeys) this.#counts.set(key, count);
  }
}

/** Seconds until the window of `now` ends, 1 to 60. */
export function secondsLeft(now: number): number {
  return Math.ceil((windowMs - (now % windowMs)) / 1_000);
}
