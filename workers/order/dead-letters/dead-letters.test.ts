import { beforeEach, describe, expect, test } from 'vitest';
import type { DeadLetterView } from '../../../shared/contracts/dead-letter.ts';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { DeadLetters, keptForMs, type Received } from './dead-letters.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const queue = 'konbini-order-list';

function letter(body: unknown, more: Partial<Received> = {}): Received {
  return { queue, body, reason: 'Error: out of order', attempts: 6, at: noon, ...more };
}

let letters: DeadLetters;
beforeEach(() => {
  letters = new DeadLetters(simulatedD1());
});

async function all(): Promise<DeadLetterView[]> {
  return (await letters.list({ queue: null, status: null, after: null, limit: 1_000 })).items;
}

async function only(): Promise<DeadLetterView> {
  const [first, ...more] = await all();
  expect(more).toEqual([]);
  return first as DeadLetterView;
}

async function markRedriven(now: number): Promise<void> {
  const row = await letters.find((await only()).id);
  if (row) await letters.markRedriven(row, now);
}

describe('a dead letter', () => {
  test('is kept with all that is known of it', async () => {
    await letters.keep([letter({ orderId: 'ord_1' })]);
    expect(await only()).toEqual({
      id: expect.stringMatching(/^dlt_[0-9a-z]{26}$/),
      queue,
      reason: 'Error: out of order',
      attempts: 6,
      status: 'kept',
      receivedAt: '2026-11-22T12:00:00.000Z',
      redrivenAt: null,
      body: { orderId: 'ord_1' },
    });
  });

  test('that is delivered twice is one, with the tries of one', async () => {
    await letters.keep([letter('a'), letter('a')]);
    await letters.keep([letter('a')]);
    expect(await only()).toMatchObject({ attempts: 6 });
  });

  test('that fails again after a redrive is the same one, with all its tries and the newest reason', async () => {
    await letters.keep([letter('a')]);
    const { id } = await only();
    await markRedriven(noon + 1_000);
    expect(await only()).toMatchObject({ status: 'redriven', redrivenAt: '2026-11-22T12:00:01.000Z' });
    await letters.keep([letter('a', { reason: 'Error: still', at: noon + 2_000 })]);
    expect(await only()).toMatchObject({
      id,
      status: 'kept',
      attempts: 12,
      reason: 'Error: still',
      receivedAt: '2026-11-22T12:00:02.000Z',
      redrivenAt: '2026-11-22T12:00:01.000Z',
    });
  });

  test('that is delivered again after its redrive stays redriven', async () => {
    await letters.keep([letter('a')]);
    await markRedriven(noon + 1_000);
    await letters.keep([letter('a')]);
    expect(await only()).toMatchObject({ status: 'redriven', attempts: 6 });
  });

  test('that came back while it was being redriven stays kept', async () => {
    await letters.keep([letter('a')]);
    const row = await letters.find((await only()).id);
    await letters.keep([letter('a', { at: noon + 1 })]);
    if (row) await letters.markRedriven(row, noon + 2);
    expect(await only()).toMatchObject({ status: 'kept' });
  });

  test('of the same body on another queue is another one', async () => {
    await letters.keep([letter('a'), letter('a', { queue: 'konbini-order-notifications' })]);
    expect(await all()).toHaveLength(2);
  });

  test.each([
    ['nothing', undefined, null],
    ['what JSON cannot hold', 10n, '10'],
    ['text', 'a\u0000\ud800', 'a\u0000\ud800'],
    ['a prototype', JSON.parse('{"__proto__": {"x": 1}}'), JSON.parse('{"__proto__": {"x": 1}}')],
  ])('may be of any body: %s', async (_, body, shown) => {
    await letters.keep([letter(body), letter('a neighbour')]);
    expect((await all()).map((one) => one.body)).toContainEqual(shown);
    expect(await all()).toHaveLength(2);
  });
});

describe('the list', () => {
  const bodies = async (query: Partial<Parameters<DeadLetters['list']>[0]>) => {
    const { items } = await letters.list({ queue: null, status: null, after: null, limit: 100, ...query });
    return items.map(({ body }) => body);
  };

  test('has the newest first, page by page, each once, also those of one moment', async () => {
    const ages = [0, 1, 1, 1, 2, 3];
    await letters.keep(ages.map((age, index) => letter(index, { at: noon - age })));
    const seen: number[] = [];
    let after: Parameters<DeadLetters['list']>[0]['after'] = null;
    do {
      const page = await letters.list({ queue: null, status: null, after, limit: 2 });
      seen.push(...page.items.map(({ body }) => body as number));
      after = page.last;
    } while (after);
    expect(seen.map((index) => ages[index])).toEqual(ages);
    expect(new Set(seen).size).toBe(ages.length);
  });

  test('is of one queue or of one status where that is asked', async () => {
    await letters.keep([letter('a')]);
    await markRedriven(noon + 1);
    await letters.keep([letter('b'), letter('c', { queue: 'konbini-gone' })]);
    expect(await bodies({ queue: 'konbini-gone' })).toEqual(['c']);
    expect(await bodies({ status: 'redriven' })).toEqual(['a']);
    expect(await bodies({ queue, status: 'kept' })).toEqual(['b']);
  });
});

describe('what is older than 30 days', () => {
  test('is forgotten when a new one comes, and nothing younger is', async () => {
    await letters.keep([
      letter('old', { at: noon - keptForMs - 1 }),
      letter('young', { at: noon - keptForMs }),
    ]);
    await letters.keep([letter('new')]);
    expect((await all()).map(({ body }) => body)).toEqual(['new', 'young']);
  });

  test('is forgotten a hundred at a time', async () => {
    const old = Array.from({ length: 150 }, (_, index) => letter(index, { at: noon - 2 * keptForMs }));
    await letters.keep(old);
    await letters.keep([letter('new')]);
    expect(await all()).toHaveLength(51);
    await letters.keep([letter('newer')]);
    expect(await all()).toHaveLength(2);
  });
});
