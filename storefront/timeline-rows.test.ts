import { expect, test } from 'vitest';
import { rowsOf } from './timeline-rows.ts';

const at = (ms: number) => new Date(1_800_000_000_000 + ms).toISOString();

test('steps stand in order with the time since the first, and what undoes others is known', () => {
  const rows = rowsOf({
    steps: [
      { step: 'reserveStock', status: 'succeeded', attempt: 1, at: at(0), detail: '1 × tea' },
      { step: 'processPayment', status: 'failed', attempt: 1, at: at(12) },
      { step: 'releaseStock', status: 'succeeded', attempt: 1, at: at(1_020) },
    ],
  });
  expect(rows).toMatchObject([
    { step: 'reserveStock', isCompensation: false, sinceStartMs: 0, detail: '1 × tea' },
    { step: 'processPayment', status: 'failed', sinceStartMs: 12 },
    { step: 'releaseStock', isCompensation: true, sinceStartMs: 1_020 },
  ]);
});

test('what waited for the buyer is told by how it ended', () => {
  const waiting = { step: 'processPayment', status: 'running', attempt: 1, at: at(0) } as const;
  const done = { ...waiting, status: 'succeeded' } as const;
  expect(rowsOf({ steps: [waiting] })).toMatchObject([{ status: 'running' }]);
  expect(rowsOf({ steps: [waiting, done] })).toMatchObject([{ status: 'succeeded' }]);
  expect(rowsOf({ steps: [] })).toEqual([]);
});
