import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configPaths } from '../../../scripts/configs.ts';
import { deadLetterQueue } from '../../../shared/contracts/dead-letter.ts';
import { maxTries } from '../../../shared/queue/give-up.ts';
import { takesDeadLetters } from './intake.ts';
import { type QueueBindings, queuesOf } from './queues.ts';

type Table = Record<string, string>;

/** All tables of this kind in a wrangler.toml. */
function tables(path: string, kind: string): Table[] {
  const parts = readFileSync(path, 'utf8').split(/^(?=\[)/m);
  return parts.filter((part) => part.startsWith(`[[${kind}]]`)).map(valuesOf);
}

function valuesOf(table: string): Table {
  const lines = table.matchAll(/^(\w+) = "?([^"\n]*)"?$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
}

const consumers = configPaths.flatMap((path) => tables(path, 'queues.consumers'));
const handlers = consumers.filter(({ queue = '' }) => !takesDeadLetters(queue));

test('every queue has a dead-letter queue that tells its name, and its consumer knows the last try', () => {
  expect(handlers.length).toBeGreaterThan(0);
  for (const { queue, max_retries, dead_letter_queue } of handlers) {
    expect({ queue, max_retries, dead_letter_queue }).toEqual({
      queue,
      max_retries: String(maxTries - 1),
      dead_letter_queue: `${queue}-dead`,
    });
  }
});

test('the order service takes the dead letters of every queue, and of no other', () => {
  const taken = tables('workers/order/wrangler.toml', 'queues.consumers')
    .map(({ queue = '' }) => queue)
    .filter(takesDeadLetters);
  const names = handlers.map(({ queue }) => `${queue}-dead`);
  expect(taken.toSorted()).toEqual([deadLetterQueue, ...names].toSorted());
});

test('the order service can give a letter back to every queue, under its right name', () => {
  const bound = tables('workers/order/wrangler.toml', 'queues.producers').map(
    ({ binding = '', queue }) => [binding, queue] as const,
  );
  const bindings = Object.fromEntries(bound) as unknown as QueueBindings;
  const queues = [...queuesOf(bindings)] as unknown as [string, string][];
  for (const [name, queue] of queues) expect(queue).toBe(name);
  expect(queues.map(([name]) => name).toSorted()).toEqual(handlers.map(({ queue }) => queue).toSorted());
});
