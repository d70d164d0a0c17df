/** Where the middle half of some values lies. */
export interface Spread {
  median: number;
  lowerQuartile: number;
  upperQuartile: number;
}

/**
 * The smallest value that is not below this share of them: nearest rank, so always one that was measured.
 * @param share above 0, at most 1
 * @throws when there is no value
 */
export function quantile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: median(values),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
  };
}

/** What was measured in each round by what its floor was in the same round. */
export function ratiosTo(floor: readonly number[], values: readonly number[]): number[] {
  return values.map((value, round) => value / (floor[round] as number));
}
