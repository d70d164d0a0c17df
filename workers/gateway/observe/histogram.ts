import type { Sample } from './exposition.ts';

/** Upper bounds in seconds. From a read that touches one actor to a checkout at a slow bank. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How many durations were how long. */
export class Histogram {
  /** By bucket, each without those below it; the last holds what is longer than every bound. */
  readonly #counts = new Array<number>(bounds.length + 1).fill(0);
  #sum = 0;

  record(seconds: number): void {
    const found = bounds.findIndex((bound) => seconds <= bound);
    const bucket = found < 0 ? bounds.length : found;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += seconds;
  }

  /** As Prometheus has them: each bucket counts those below it as well. */
  samples(labels: Record<string, string>): Sample[] {
    let count = 0;
    const buckets = this.#counts.map((inBucket, index) => {
      count += inBucket;
      return { suffix: '_bucket', labels: { ...labels, le: String(bounds[index] ?? '+Inf') }, value: count };
    });
    return [
      ...buckets,
      { suffix: '_sum', labels, value: this.#sum },
      { suffix: '_count', labels, value: count },
    ];
  }
}
