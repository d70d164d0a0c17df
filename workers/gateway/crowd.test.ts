import { expect, test } from 'vitest';
import { Crowd, maxLate } from './crowd.ts';

const start = 1_700_000_000_000;

function crowdOf(count: number) {
  const crowd = new Crowd();
  const leave = Array.from({ length: count }, () => crowd.enter(start));
  return { crowd, leave };
}

test('a burst is let in, however large', () => {
  expect(crowdOf(5_000).crowd.isLate(10_000, start + 10_000)).toBe(false);
});

test('when many have waited for long, the next are turned away, until there are fewer', () => {
  const { crowd, leave } = crowdOf(maxLate);
  expect(crowd.isLate(10_000, start + 10_001)).toBe(true);
  leave[0]?.();
  expect(crowd.isLate(10_000, start + 10_001)).toBe(false);
});

test('a few that are stuck turn nobody away', () => {
  expect(crowdOf(maxLate - 1).crowd.isLate(10_000, start + 3_600_000)).toBe(false);
});

test('who comes and goes leaves nothing behind', () => {
  const { crowd, leave } = crowdOf(1_000);
  for (const one of leave) one();
  expect(crowd.isLate(0, start + 3_600_000)).toBe(false);
});
