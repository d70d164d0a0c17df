import { describe, expect, test } from 'vitest';
import type { Sample } from './sample.ts';
import { growing, medianSlope } from './verdict.ts';

const calm: Sample = {
  at: '2026-11-22T00:00:00Z',
  memoryMiB: 400,
  heldUnits: 50,
  undecided: 40,
  overdue: 0,
  cartsInCheckout: 5,
  listedMs: 1_100,
  notifiedMs: 200,
  answers: 1_500,
  failures: 0,
  p50Ms: 20,
  p99Ms: 300,
  stateBytesPerOrder: 90_000,
  turnedAway: 0,
};

const anHour = (at: (minute: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: 60 }, (_, minute) => ({ ...calm, ...at(minute) }));

describe('what grows', () => {
  test('is nothing in a calm hour', () => {
    expect(growing(anHour(() => ({})))).toEqual([]);
  });

  test('is memory that leaks', () => {
    expect(growing(anHour((minute) => ({ memoryMiB: 400 + 5 * minute })))).toEqual([
      'memoryMiB grew by 145 over the last half, around 623',
    ]);
  });

  test('are holds that nobody releases, and lag', () => {
    const hour = anHour((minute) => ({ heldUnits: 2 * minute, listedMs: 100 * minute }));
    expect(growing(hour).map((line) => line.split(' ')[0])).toEqual(['heldUnits', 'listedMs']);
  });

  test('is not what rises at the start and then stays', () => {
    expect(growing(anHour((minute) => ({ heldUnits: 4 * Math.min(minute, 15) })))).toEqual([]);
  });

  test('is not what spikes', () => {
    expect(growing(anHour((minute) => ({ p99Ms: minute % 7 === 3 ? 9_000 : 300 })))).toEqual([]);
  });

  test('is not the little that any machine does', () => {
    expect(growing(anHour((minute) => ({ memoryMiB: 3_000 + 3 * minute })))).toEqual([]);
    expect(growing(anHour((minute) => ({ cartsInCheckout: minute / 10 })))).toEqual([]);
  });
});

test('the median slope is that of a line, whatever stands beside it', () => {
  expect(medianSlope([1, 3, 5, 7, 9])).toBe(2);
  expect(medianSlope([1, 3, 500, 7, 9])).toBe(2);
  expect(medianSlope([4])).toBe(0);
});
