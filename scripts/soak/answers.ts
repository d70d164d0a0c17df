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
    const sorted = this.#ms.toSorted((a, b) => a - b);
    const failures = this.#failures;
    this.#ms = [];
    this.#failures = 0;
    return { answers: sorted.length, failures, p50Ms: at(sorted, 0.5), p99Ms: at(sorted, 0.99) };
  }
}

function at(sorted: number[], part: number): number {
  return sorted[Math.floor(sorted.length * part)] ?? 0;
}
