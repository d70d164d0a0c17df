import { describe, expect, test } from 'vitest';
import { sell } from './hot-product.ts';
import { Random } from './random.ts';

const faults = { crash: 0.01, requestLost: 0.04, requestLate: 0.04, answerLost: 0.04 };

describe('a product over eight shards', () => {
  test.each([
    [100, 300],
    [7, 60],
    [1, 40],
  ])('has %i units for %i buyers, and sells each, and none twice', async (units, buyers) => {
    const { sold, refusals } = await sell({ seed: 1, units, buyers, shards: 8 });
    expect({ sold, refusals }).toEqual({ sold: units, refusals: buyers - units });
  });

  test('is never falsely sold out, also where buyers want several, let go again, and pay too late', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const sale = { seed, units: 15, buyers: 40, shards: 8, most: 4, regret: 0.4 };
      const { sold, refusals } = await sell(sale);
      expect(sold).toBeLessThanOrEqual(15);
      expect(refusals).toBeGreaterThan(0);
    }
  });

  test('loses no unit to crashes, lost calls and late ones', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 12; seed++)
      await sell({ seed, units: 15, buyers: 30, shards: 8, most: 3, regret: 0.3, faults });
  });

  test('is split anew while it is sold, whatever goes wrong', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Random(seed);
      const changes = Array.from({ length: 6 }, () => random.pick([1, 2, 3, 8]));
      const sale = { seed, units: 20, buyers: 30, shards: 8, changes, most: 3, regret: 0.3 };
      await sell(seed % 2 === 0 ? sale : { ...sale, faults });
    }
  });
});

test('a change of the number of shards comes right after a crash at every single point', {
  timeout: 240_000,
}, async () => {
  const sale = { seed: 3, units: 4, buyers: 5, shards: 3, changes: [2, 1, 3], most: 2, regret: 0.3 };
  const { points } = await sell(sale);
  const broken = [];
  for (let point = 0; point < points; point++) {
    const failure = await sell({ ...sale, crashes: [point] }).catch((error: Error) => error.message);
    if (typeof failure === 'string') broken.push({ point, failure });
  }
  expect(broken).toEqual([]);
  expect(points).toBeGreaterThan(50);
});
