import { expect, test } from 'vitest';
import { pauseMsAt } from './wait.ts';

/** Looks until somebody is let in who has so many seconds to wait. */
function looksIn(seconds: number): number {
  let looks = 0;
  for (let leftMs = seconds * 1_000; leftMs > 0; looks++) {
    leftMs -= pauseMsAt({ estimateSeconds: Math.ceil(leftMs / 1_000) });
  }
  return looks;
}

test('whoever waits for an hour asks some four times a minute, and not every two seconds', () => {
  expect(looksIn(3_600)).toBeLessThan(270);
  expect(pauseMsAt({ estimateSeconds: 3_600 })).toBe(15_000);
});

test('whoever is let in within a second hears of it within a quarter of one', () => {
  expect(pauseMsAt({ estimateSeconds: 1 })).toBe(250);
  expect(looksIn(10)).toBeLessThan(20);
});
