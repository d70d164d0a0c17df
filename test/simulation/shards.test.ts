import { expect, test } from 'vitest';
import { simulate } from './simulate.ts';

const seeds = 20;

test(`${seeds} seeded histories in which stock is split anew all the time come right`, {
  timeout: 240_000,
}, async () => {
  const failures = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { failure } = await simulate(seed, { split: true });
    if (failure) failures.push(`seed ${seed}: ${failure}`);
  }
  expect(failures).toEqual([]);
});
