import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadDemo } from '../../scripts/demo.ts';
import { examplesOf, masked, runExamples } from './readme.ts';
import { credentials, openShop, serviceNames, sharedShop, wiring } from './shop.ts';

/** Which wiring the README shows: the one that nobody has to ask for. */
const shown = 'hybrid';

/** The shop of this run, or one of its own where this run has another wiring. */
function shopOfReaders() {
  if (wiring === shown) return sharedShop();
  return openShop(Object.fromEntries(serviceNames.map((name) => [name, { WIRING: shown }])));
}

test('the README shows what its commands really print', async () => {
  const shop = await shopOfReaders();
  const { url } = shop;
  await loadDemo(url, credentials.ADMIN_TOKEN);
  const examples = examplesOf(readFileSync('README.md', 'utf8'), 'Sell something');
  expect(examples.filter(({ output }) => output !== null)).toHaveLength(5);
  const printed = await runExamples(examples, url);
  await shop.close();
  for (const [index, { command, output }] of examples.entries()) {
    if (output !== null) expect(masked(printed[index] ?? ''), command).toBe(masked(output));
  }
});
