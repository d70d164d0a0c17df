import { percentile } from '../load/percentile.ts';

/** How long answers took, minute by minute. */
export class Answers {
  #ms: number[] = [];
  #failures = 0;

  readonly observe = (ms: number, status: number): void => {
    this.#ms.push(ms);
    if (status === 0 || status === 500) this.#failures += 1;
  };

  /** … since it was asked the last time. */
  ofThisMinute(): { answers: number; failures: number; p50Ms: number; p99Ms: number } {
    const ms = this.#ms;
    const failures = this.#failures;
    this.#ms = [];
    this.#failures = 0;
    return { answers: ms.length, failures, p50Ms: percentile(ms, 0.5), p99Ms: percentile(ms, 0.99) };
  }
}
