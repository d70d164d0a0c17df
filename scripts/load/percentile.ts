/**
 * The value below which this part of them lies. Exact: all values are kept, which is cheap for some thousands.
 *
 * @param part from 0 to 1
 * @returns 0 for no values
 */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0;
}
