/// <reference types="@cloudflare/vitest-plugin/types" />
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it } from 'vitest';
import type { TestEnv } from './test-support/worker.ts';

const { TALLY } = env as unknown as TestEnv;
const queue = 100;

afterEach(() => reset());

it('a queue of requests costs a few commits, and is answered as if they had come one by one', async () => {
  const tally = TALLY.getByName('queue');
  const commits = await runInDurableObject(tally, (_object, { storage }) => {
    const count = { made: 0 };
    const sync = storage.sync.bind(storage);
    storage.sync = () => {
      count.made += 1;
      return sync();
    };
    return count;
  });
  const add = () => tally.handleTogether({ type: 'Add', amount: 1, at: Date.now() });
  const answers = await Promise.all(Array.from({ length: queue }, add));
  const totals = answers.map((answer) => answer.ok && answer.value.total);
  expect(totals).toEqual(Array.from({ length: queue }, (_, nth) => nth + 1));
  expect(commits.made).toBeLessThan(queue / 4);
});
