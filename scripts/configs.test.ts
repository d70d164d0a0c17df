import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wirings } from '../shared/wiring.ts';
import { configPaths, configsIn } from './configs.ts';

test.each(wirings)('all four workers are wired as %s, and nothing else is changed', (wiring) => {
  const copies = configsIn(wiring).map((path) => readFileSync(path, 'utf8'));
  const real = configPaths.map((path) => readFileSync(path, 'utf8'));
  expect(copies.map((text) => text.match(/^WIRING = .*$/gm))).toEqual(
    Array(4).fill([`WIRING = "${wiring}"`]),
  );
  expect(copies).toEqual(real.map((text) => text.replace('WIRING = "hybrid"', `WIRING = "${wiring}"`)));
});
