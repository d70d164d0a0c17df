import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wirings } from '../shared/wiring.ts';
import { configPaths, configsIn, localConfigs } from './configs.ts';

test.each(wirings)('all four workers are wired as %s, and nothing else is changed', (wiring) => {
  const copies = configsIn(wiring).map((path) => readFileSync(path, 'utf8'));
  const real = configPaths.map((path) => readFileSync(path, 'utf8'));
  expect(copies.map((text) => text.match(/^WIRING = .*$/gm))).toEqual(
    Array(4).fill([`WIRING = "${wiring}"`]),
  );
  expect(copies).toEqual(real.map((text) => text.replace('WIRING = "hybrid"', `WIRING = "${wiring}"`)));
});

test('in a shop with faults another main stands around each worker, and nothing else is changed', () => {
  const copies = localConfigs().map((path) => readFileSync(path, 'utf8'));
  const real = configPaths.map((path) => readFileSync(path, 'utf8'));
  expect(copies.map((text) => text.match(/^main = .*$/gm))).toEqual([
    ['main = "workers/gateway/local.ts"'],
    ...Array(3).fill(['main = "local.ts"']),
  ]);
  expect(copies).toEqual(real.map((text) => text.replace('worker.ts"', 'local.ts"')));
});

test('what is deployed has no faults in it', () => {
  for (const path of configPaths) expect(readFileSync(path, 'utf8')).toMatch(/^main = ".*worker\.ts"$/m);
});
