import { beforeEach, describe, expect, test } from 'vitest';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { DeadLetters } from './dead-letters.ts';
import { maxRedrivenAtOnce, type Queues, redrive, redriveAll } from './redrive.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const queue = 'konbini-order-list';

let letters: DeadLetters;
let sent: unknown[];
beforeEach(() => {
  letters = new DeadLetters(simulatedD1());
  sent = [];
});

const open: Queues = new Map([[queue, { send: async (body: unknown) => void sent.push(body) }]]);
const full: Queues = new Map([[queue, { send: () => Promise.reject(new Error('queue is full')) }]]);

async function keep(bodies: unknown[], of = queue): Promise<void> {
  const more = { queue: of, reason: 'Error: down', attempts: 6 };
  await letters.keep(bodies.map((body, index) => ({ ...more, body, at: noon - index })));
}

async function kept() {
  return (await letters.list({ queue: null, status: 'kept', after: null, limit: 1_000 })).items;
}

async function idOf(body: unknown): Promise<string> {
  return (await kept()).find((letter) => letter.body === body)?.id ?? '';
}

describe('one letter', () => {
  test('goes back to its queue as it was, and is shown as redriven', async () => {
    await keep(['a', 'b']);
    const id = await idOf('b');
    const redriven = await redrive(id, letters, open, noon + 5);
    expect(sent).toEqual(['b']);
    expect(redriven).toMatchObject({
      ok: true,
      value: { id, status: 'redriven', redrivenAt: '2026-11-22T12:00:00.005Z' },
    });
    expect((await kept()).map(({ body }) => body)).toEqual(['a']);
  });

  test('may be redriven again: the message may have been lost', async () => {
    await keep(['a']);
    const id = await idOf('a');
    await redrive(id, letters, open, noon);
    await redrive(id, letters, open, noon + 1);
    expect(sent).toEqual(['a', 'a']);
  });

  test('that cannot be sent stays kept', async () => {
    await keep(['a']);
    await expect(redrive(await idOf('a'), letters, full, noon)).rejects.toThrow('queue is full');
    expect(await kept()).toHaveLength(1);
  });

  test('that nobody has heard of is not found', async () => {
    const answer = await redrive('dlt_0', letters, open, noon);
    expect(answer).toEqual({ ok: false, rejection: { type: 'DeadLetterNotFound' } });
  });

  test('of a queue that is gone stays kept', async () => {
    await keep(['a'], 'konbini-gone');
    const answer = await redrive(await idOf('a'), letters, open, noon);
    expect(answer).toEqual({ ok: false, rejection: { type: 'QueueNotFound', queue: 'konbini-gone' } });
    expect(await kept()).toHaveLength(1);
  });
});

describe('all letters', () => {
  test('go back a hundred at a time, the oldest first', async () => {
    const bodies = Array.from({ length: maxRedrivenAtOnce + 3 }, (_, index) => index);
    await keep(bodies);
    expect(await redriveAll(letters, open, noon)).toEqual({ redriven: 100, remaining: 3 });
    expect(new Set(sent)).toEqual(new Set(bodies.slice(3)));
    expect(await redriveAll(letters, open, noon)).toEqual({ redriven: 3, remaining: 0 });
    expect(await redriveAll(letters, open, noon)).toEqual({ redriven: 0, remaining: 0 });
    expect(sent).toHaveLength(bodies.length);
  });

  test('but those of a queue that is gone, which do not count as waiting', async () => {
    await keep(['a']);
    await keep(['b'], 'konbini-gone');
    expect(await redriveAll(letters, open, noon)).toEqual({ redriven: 1, remaining: 0 });
    expect((await kept()).map(({ body }) => body)).toEqual(['b']);
  });

  test('stay kept where they cannot be sent', async () => {
    await keep(['a', 'b']);
    await expect(redriveAll(letters, full, noon)).rejects.toThrow('queue is full');
    expect(await kept()).toHaveLength(2);
  });
});
