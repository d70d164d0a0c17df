import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wirings } from '../../shared/wiring.ts';
import { chart } from './chart.ts';
import type { Comparison } from './comparison.ts';
import { figureNames } from './figures.ts';
import { tables } from './table.ts';

const resultsDir = 'bench/results';
const comparison = JSON.parse(readFileSync(`${resultsDir}/wirings.json`, 'utf8')) as Comparison;

test('the run that is kept has every figure, of every wiring', () => {
  for (const wiring of wirings) {
    const { load, orders, outages } = comparison.wirings[wiring];
    expect(Object.keys(load)).toEqual([...figureNames]);
    expect(orders.map(({ products }) => products)).toEqual([1, 3]);
    expect(outages.length).toBeGreaterThan(3);
  }
});

test('its tables and its chart are those of its figures', async () => {
  expect(`${tables(comparison)}\n`).toBe(readFileSync(`${resultsDir}/wirings.md`, 'utf8'));
  expect(await chart(comparison)).toBe(readFileSync(`${resultsDir}/wirings.svg`, 'utf8'));
});

test('--help says how to run it, and what cannot be run is refused at once', () => {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, ['scripts/compare.ts', ...args], { encoding: 'utf8', stdio: 'pipe' });
  expect(run('--help')).toContain('npm run compare');
  expect(() => run('--seconds', '2')).toThrow('--seconds must be at least 3');
  expect(() => run('--seconds', 'many')).toThrow('must be a whole number');
});
