import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { DeadLetters } from './dead-letters.ts';
import { keepBatch, takesDeadLetters } from './intake.ts';

const sentAt = new Date('2026-11-22T12:00:00Z');

/** A batch as the platform hands it over, and what became of it. */
function batchOf(queue: string, bodies: unknown[], attempts = 1) {
  const fates: string[] = [];
  const retry = ({ delaySeconds }: { delaySeconds: number }) => void fates.push(`again in ${delaySeconds} s`);
  const messages = bodies.map((body) => ({ id: 'm', body, attempts, timestamp: sentAt, retry }));
  const batch = { queue, messages, ackAll: () => void fates.push('all taken off') };
  return { batch: batch as unknown as MessageBatch, fates };
}

async function listed(letters: DeadLetters) {
  return (await letters.list({ queue: null, status: null, after: null, limit: 100 })).items;
}

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

test('takes letters and what the platform has given up, and nothing else', () => {
  const queues = ['konbini-dead-letters', 'konbini-order-list-dead', 'konbini-order-list'];
  expect(queues.map(takesDeadLetters)).toEqual([true, true, false]);
});

describe('a batch of letters', () => {
  test('is kept as its consumers have written it', async () => {
    const letters = new DeadLetters(simulatedD1());
    const letter = { queue: 'konbini-order-list', body: { a: 1 }, reason: 'Error: down', attempts: 6 };
    const { batch, fates } = batchOf('konbini-dead-letters', [letter]);
    await keepBatch(batch, letters);
    expect(await listed(letters)).toMatchObject([{ ...letter, receivedAt: '2026-11-22T12:00:00.000Z' }]);
    expect(fates).toEqual(['all taken off']);
  });

  test('is kept also where one is no letter', async () => {
    const letters = new DeadLetters(simulatedD1());
    const letter = { queue: 'konbini-order-list', body: { a: 1 }, reason: 'Error: down', attempts: 6 };
    const strangers = ['text', { ...letter, attempts: 0 }, { ...letter, more: true }];
    await keepBatch(batchOf('konbini-dead-letters', [...strangers, letter]).batch, letters);
    const kept = await listed(letters);
    expect(kept).toHaveLength(4);
    const unread = kept.filter(({ reason }) => reason === 'not a dead letter');
    expect(unread.map(({ queue }) => queue)).toEqual(Array(3).fill('konbini-dead-letters'));
    expect(new Set(unread.map(({ body }) => body))).toEqual(new Set(strangers));
  });
});

test('what the platform has given up is kept under the name of its queue', async () => {
  const letters = new DeadLetters(simulatedD1());
  await keepBatch(batchOf('konbini-order-list-dead', [{ a: 1 }]).batch, letters);
  expect(await listed(letters)).toMatchObject([
    { queue: 'konbini-order-list', body: { a: 1 }, attempts: 6, reason: expect.stringMatching(/^not known/) },
  ]);
});

test.each([
  [1, 60],
  [2, 120],
  [6, 1_920],
  [7, 3_600],
  [90, 3_600],
])('what cannot be kept at try %i is tried again in %i s', async (attempts, seconds) => {
  const broken = { prepare: () => ({}), batch: () => Promise.reject(new Error('down')) };
  const letters = new DeadLetters(broken as unknown as D1Database);
  const { batch, fates } = batchOf('konbini-order-list-dead', ['a', 'b'], attempts);
  await keepBatch(batch, letters);
  expect(fates).toEqual([`again in ${seconds} s`, `again in ${seconds} s`]);
});
