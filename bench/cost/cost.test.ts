import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operations, usageOf } from '../../test/simulation/operations.ts';
import type { Result } from '../results.ts';
import { costTable } from './table.ts';

const { figures } = JSON.parse(readFileSync('bench/results/cost.json', 'utf8')) as Result;

/** Whoever changes what it asks for says so by `npm run bench -- cost`. */
test.each(operations)('$name asks of the platform what is written down', async (operation) => {
  const figure = figures.find(({ name }) => name === operation.name);
  expect(figure?.counted).toEqual(await usageOf(operation));
});

test('the table in docs/performance.md is that of the run that is kept', () => {
  expect(readFileSync('docs/performance.md', 'utf8')).toContain(costTable(figures));
});
