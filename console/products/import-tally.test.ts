import { expect, test } from 'vitest';
import type { ImportResult } from '../schemas.ts';
import { addedTo, newTally } from './import-tally.ts';

test('blank lines are no products', () => {
  expect(newTally('products.ndjson', '{}\n\n{}\n')).toMatchObject({ total: 2, done: 0 });
});

test('each result counts once, and failures are listed', () => {
  const results: ImportResult[] = [
    { line: 1, id: 'tea', status: 'created' },
    { line: 2, status: 'failed' },
  ];
  expect(results.reduce(addedTo, newTally('products.ndjson', '{}\n{}'))).toMatchObject({
    done: 2,
    counts: { created: 1, updated: 0, unchanged: 0, failed: 1 },
    failures: [{ line: 2 }],
  });
});

test('no more failures are listed than anybody reads', () => {
  const failed = (line: number): ImportResult => ({ line, status: 'failed' });
  const lines = Array.from({ length: 30 }, (_, index) => failed(index + 1));
  const { counts, failures } = lines.reduce(addedTo, newTally('products.ndjson', ''));
  expect([counts.failed, failures.length]).toEqual([30, 20]);
});
