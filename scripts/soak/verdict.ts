import type { Sample } from './sample.ts';

type Series = Exclude<keyof Sample, 'at'>;

/** What must not grow, and how much more at the end of the last half is noise on any machine. */
const floors: Partial<Record<Series, number>> = {
  memoryMiB: 64,
  heldUnits: 30,
  undecided: 20,
  cartsInCheckout: 10,
  listedMs: 2_000,
  notifiedMs: 2_000,
  p50Ms: 50,
  p99Ms: 500,
  stateBytesPerOrder: 10_000,
};

/** A payment that nobody approves is given up after 15 minutes: before that, holds grow as they should. */
export const steadyAfterMinutes = 20;

const tolerance = 0.1;

/**
 * What has grown: where the median slope (Theil and Sen) over the last half of the samples comes, over that
 * half, to more than a tenth of the mean there and to more than the floor. Such a slope is not moved by single
 * spikes.
 */
export function growing(samples: Sample[]): string[] {
  const half = samples.slice(Math.floor(samples.length / 2));
  return Object.entries(floors).flatMap(([name, floor]) => {
    const values = half.map((sample) => sample[name as Series]);
    const growth = medianSlope(values) * (values.length - 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    if (growth <= floor || growth <= tolerance * mean) return [];
    return [`${name} grew by ${growth.toFixed(0)} over the last half, around ${mean.toFixed(0)}`];
  });
}

/** Of something that is measured at equal distances, per distance. 0 for fewer than two. */
export function medianSlope(values: number[]): number {
  const slopes = values.flatMap((value, index) =>
    values.slice(index + 1).map((later, distance) => (later - value) / (distance + 1)),
  );
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
}
