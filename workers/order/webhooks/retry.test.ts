import { describe, expect, test } from 'vitest';
import { maxAttempts, parseRetryAfter, pauseAfter } from './retry.ts';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const middle = 0.5;

/** The pauses of a delivery that always fails. */
function pauses(chance: number): number[] {
  const found = [];
  for (let attempts = 0; attempts < maxAttempts; attempts++) {
    found.push(pauseAfter(attempts, undefined, chance) as number);
  }
  return found;
}

describe('the pause after an attempt that has failed', () => {
  test('is that of Standard Webhooks', () => {
    expect(pauses(middle)).toEqual([
      0,
      5 * second,
      5 * minute,
      30 * minute,
      ...[2, 5, 10, 14, 20, 24].map((hours) => hours * hour),
    ]);
  });

  test('comes to more than three days in all, at the least', () => {
    const total = (all: number[]) => all.reduce((sum, pause) => sum + pause, 0);
    expect(total(pauses(middle))).toBe(75 * hour + 35 * minute + 5 * second);
    expect(total(pauses(0))).toBeGreaterThan(2.8 * 24 * hour);
  });

  test('is a tenth shorter or longer by chance', () => {
    expect(pauseAfter(2, undefined, 0)).toBe(4.5 * minute);
    expect(pauseAfter(2, undefined, 1)).toBe(5.5 * minute);
  });

  test('is none after the last attempt', () => {
    expect(maxAttempts).toBe(10);
    expect(pauseAfter(maxAttempts, undefined, middle)).toBeUndefined();
    expect(pauseAfter(maxAttempts, 1_000, middle)).toBeUndefined();
  });

  test('is as long as the receiver asks for, where that is longer, and never more than a day', () => {
    expect(pauseAfter(1, minute, middle)).toBe(minute);
    expect(pauseAfter(3, minute, middle)).toBe(30 * minute);
    expect(pauseAfter(1, 9 * 24 * hour, middle)).toBe(24 * hour);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 22, 10);

  test.each([
    ['120', 120 * second],
    ['0', 0],
    ['Sun, 22 Nov 2026 10:05:00 GMT', 5 * minute],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['9'.repeat(400), undefined],
    [null, undefined],
  ])('%j is %j ms', (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms);
  });
});
