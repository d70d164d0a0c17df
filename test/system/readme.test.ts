import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { loadDemo } from '../../scripts/demo.ts';
import { examplesOf, masked, runExamples } from './readme.ts';
import { credentials } from './shop.ts';

test('the README shows what its commands really print', async () => {
  const { url } = inject('shop');
  await loadDemo(url, credentials.ADMIN_TOKEN);
  const examples = examplesOf(readFileSync('README.md', 'utf8'), 'Sell something');
  expect(examples.filter(({ output }) => output !== null)).toHaveLength(4);
  const printed = await runExamples(examples, url);
  for (const [index, { command, output }] of examples.entries()) {
    if (output !== null) expect(masked(printed[index] ?? ''), command).toBe(masked(output));
  }
});
