import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { productUpdatedSchema } from '../../shared/contracts/events.ts';
import { fewLeft } from '../../shared/contracts/product.ts';
import { minute } from '../../shared/test-support/host.ts';
import { productId, ttlMs } from './test-support/salmon.ts';
import { admin, body, cause, Shelf, trace } from './test-support/shelf.ts';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe('ProductUpdated', () => {
  it('says the whole product, who says so, and after which of its events', async () => {
    const shelf = new Shelf();
    shelf.housed.put(body, admin);
    await shelf.settle();
    const { now } = shelf.clock;
    const expected = {
      type: 'ProductUpdated',
      id: `product/${productId}/1`,
      source: `product/${productId}`,
      seq: 1,
      version: 1,
      time: now,
      trace,
      data: { productId, seq: 1, ...body, available: 0, status: 'active', version: 1, updatedAt: now },
    };
    expect(shelf.subscribers.told).toEqual([expected]);
    expect(productUpdatedSchema.parse(structuredClone(expected))).toEqual(expected);
  });

  it('is told of each change of details, of archiving and of every delivery', async () => {
    const shelf = await Shelf.with(100);
    const tell = async (work: () => void) => {
      work();
      await shelf.settle();
      return shelf.subscribers.told.pop()?.data;
    };
    const price = { amount: 200, currency: 'EUR' };
    expect(await tell(() => shelf.housed.put({ ...body, price }, admin))).toMatchObject({
      price,
      version: 2,
    });
    expect(await tell(() => shelf.housed.archive(admin))).toMatchObject({ status: 'archived', version: 3 });
    expect(await tell(() => shelf.housed.adjust({ delta: 7 }, admin))).toMatchObject({ available: 107 });
    expect(shelf.subscribers.told).toEqual([]);
  });

  it('is not told at every unit sold, but of each of the last few, and when they come back', async () => {
    const shelf = await Shelf.with(100);
    shelf.reserve('many', 100 - fewLeft - 1);
    await shelf.settle();
    expect(shelf.toldAvailable).toEqual([6]);
    shelf.subscribers.told.length = 0;
    for (let i = 0; i < fewLeft + 1; i++) {
      shelf.reserve(`one-${i}`, 1);
      await shelf.settle();
    }
    expect(shelf.toldAvailable).toEqual([5, 4, 3, 2, 1, 0]);
    shelf.commit('one-0', 1);
    await shelf.settle();
    expect(shelf.toldAvailable).toHaveLength(6);
    shelf.giveBack('one-0');
    await shelf.settle();
    expect(shelf.toldAvailable.at(-1)).toBe(1);
    shelf.release('many');
    await shelf.settle();
    expect(shelf.toldAvailable.at(-1)).toBe(95);
  });

  it('is told of single units among many within seconds, in one message', async () => {
    const shelf = await Shelf.with(100);
    for (let i = 0; i < 5; i++) {
      shelf.reserve(`one-${i}`, 1);
      await shelf.settle();
    }
    expect(shelf.toldAvailable).toEqual([]);
    await shelf.passTo(shelf.clock.now + 10_000);
    expect(shelf.toldAvailable).toEqual([95]);
  });

  it('is told when a hold runs out that had sold it out', async () => {
    const shelf = await Shelf.with(2);
    shelf.reserve('h', 2);
    await shelf.passTo(shelf.clock.now + ttlMs);
    expect(shelf.toldAvailable).toEqual([0, 2]);
  });

  it('is not told of what is refused, already done, or of a hold that never was', async () => {
    const shelf = await Shelf.with(2);
    shelf.housed.put(body, admin);
    shelf.reserve('h', 3);
    shelf.housed.adjust({ delta: -3 }, admin);
    shelf.release('never');
    await shelf.settle();
    expect(shelf.subscribers.told).toEqual([]);
    const made = new Shelf();
    made.release('never');
    await made.settle();
    expect(made.subscribers.told).toEqual([]);
  });
});

describe('subscribers that cannot be told', () => {
  it('do not hold up the product, and are told by the alarm, once, how it is by then', async () => {
    const shelf = await Shelf.with(3);
    shelf.subscribers.down = true;
    expect(shelf.reserve('h', 1).ok).toBe(true);
    await shelf.settle();
    expect(shelf.reserve('i', 1).ok).toBe(true);
    await shelf.settle();
    shelf.subscribers.down = false;
    await shelf.passTo(shelf.clock.now + ttlMs - 1);
    expect(shelf.subscribers.told).toMatchObject([{ seq: 4, data: { available: 1, seq: 4 } }]);
  });

  it('are told by the next process when this one dies first', async () => {
    const shelf = await Shelf.with(3);
    shelf.subscribers.down = true;
    shelf.housed.archive(admin);
    shelf.restart();
    shelf.subscribers.down = false;
    await shelf.passTo(shelf.clock.now + minute);
    expect(shelf.subscribers.told).toMatchObject([{ data: { status: 'archived' } }]);
  });

  it('are told again when the message got lost on its way', async () => {
    const shelf = await Shelf.with(3);
    await shelf.passTo(shelf.clock.now + minute);
    shelf.subscribers.lossy = true;
    shelf.housed.archive(admin);
    await shelf.settle();
    shelf.subscribers.lossy = false;
    await shelf.passTo(shelf.clock.now + minute);
    expect(shelf.subscribers.told).toMatchObject([{ data: { status: 'archived' } }]);
  });
});

describe('the trace of a request', () => {
  it('goes along with what it has brought about', async () => {
    const shelf = await Shelf.with(1);
    const other = trace.replace('0af7', 'ffff');
    shelf.housed.reserve('h', 1, ttlMs, { ...cause, trace: other });
    await shelf.settle();
    expect(shelf.subscribers.told).toMatchObject([{ trace: other }]);
  });
});
