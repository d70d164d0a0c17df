import { expect, it } from 'vitest';
import type { Result } from './results.ts';
import type { Figure } from './scenario.ts';
import { targets, verdictsOf } from './targets.ts';

const spread = (median: number, to: string) => ({ median, lowerQuartile: 0, upperQuartile: 9, to });

function result(scenario: string, figures: Figure[]): Result {
  const machine = { processor: '', cores: 2, memoryGiB: 1, node: '' };
  return { scenario, at: '2026-01-01T00:00:00Z', machine, load: { before: 0, after: 0 }, figures };
}

const reads = (median: number, volume: 'disk' | 'memory'): Figure => ({
  ...{ name: 'read a cart', volume, value: 100, unit: '/s' },
  ratio: spread(median, 'floor: 1 call, 0 rows'),
});

const ofReads = (figures: Figure[]) =>
  verdictsOf([result('read', figures)]).filter(({ target }) => target.scenario === 'read');

it('a target is judged on each volume by the median of its ratio', () => {
  expect(ofReads([reads(0.8, 'disk'), reads(0.79, 'memory')])).toMatchObject([
    { volume: 'disk', measured: 0.8, isMet: true },
    { volume: 'memory', measured: 0.79, isMet: false },
  ]);
});

it('a ratio to something else is another matter', () => {
  const other: Figure = {
    name: 'read a cart',
    value: 1,
    unit: '/s',
    ratio: spread(2, 'floor: 3 calls, 2 rows'),
  };
  expect(ofReads([other])).toEqual([{ target: targets[0], isMet: false }]);
});

it('a target without a ratio is held against the figure itself', () => {
  const seconds = (value: number): Figure => ({ name: '`npm start` to first answer', value, unit: 's' });
  const met = (value: number) =>
    verdictsOf([result('start', [seconds(value)])]).find(({ target }) => target.scenario === 'start')?.isMet;
  expect([met(5), met(5.01)]).toEqual([true, false]);
});

it('what was never measured is not met', () => {
  expect(verdictsOf([])).toEqual(targets.map((target) => ({ target, isMet: false })));
});
