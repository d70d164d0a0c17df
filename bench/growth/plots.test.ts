import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Result } from '../results.ts';
import { growths } from './growths.ts';
import { plotOf } from './plot.ts';

const { figures } = JSON.parse(readFileSync('bench/results/growth.json', 'utf8')) as Result;

test.each(growths)(
  'the run that is kept has every operation of $name at every size, and its plot',
  async (growth) => {
    const points = figures.flatMap(({ point }) => (point?.group === growth.name ? [point] : []));
    for (const { name } of growth.operations) {
      const sizes = points.filter(({ operation }) => operation === name).map(({ size }) => size);
      expect(sizes).toEqual([...growth.sizes]);
    }
    expect(await plotOf(growth, figures)).toBe(
      readFileSync(`bench/results/growth-${growth.name}.svg`, 'utf8'),
    );
  },
);
