import { describe, expect, test } from 'vitest';
import { checkOutWithCrashes, type Scenario } from './crash-points.ts';
import { simulate } from './simulate.ts';

/** `.ci/run` goes on to 600; `npm run simulate -- --seeds 10000` runs more. */
const seeds = 20;

test(`${seeds} seeded histories with crashes, losses and repeats come right`, {
  timeout: 240_000,
}, async () => {
  const failures = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { failure } = await simulate(seed);
    if (failure) failures.push(`seed ${seed}: ${failure}`);
  }
  expect(failures).toEqual([]);
});

test('the same seed gives the same history', async () => {
  const [first, second] = [await simulate(4, { verbose: true }), await simulate(4, { verbose: true })];
  expect(first.trace.length).toBeGreaterThan(100);
  expect(second.trace).toEqual(first.trace);
});

// `.ci/run` tries the other scenarios too: npm run simulate -- --crash-points --single
describe('a checkout of two products comes right after a crash at every single point', () => {
  test.each([
    ['tok_ok', ['confirmed', 'failed']],
    ['tok_timeout, by message', ['confirmed', 'failed']],
    ['tok_ok, then refunded', ['confirmed', 'failed']],
    ['tok_ok, over eight shards, then refunded', ['confirmed', 'failed']],
  ] as [Scenario, string[]][])('%s', { timeout: 60_000 }, async (scenario, endings) => {
    const { points, status } = await checkOutWithCrashes([], scenario);
    expect(endings).toContain(status);
    const broken = [];
    for (let point = 0; point < points; point++) {
      const outcome = await checkOutWithCrashes([point], scenario).catch((error: Error) => error.message);
      const ended = typeof outcome !== 'string' && [...endings, 'none', 'closed'].includes(outcome.status);
      if (!ended) broken.push({ point, outcome });
    }
    console.log(`${scenario}: ${points} crash points`);
    expect(broken).toEqual([]);
    expect(points).toBeGreaterThan(30);
  });
});
