import { describe, expect, it } from 'vitest';
import { day, minute } from '../../shared/test-support/host.ts';
import { Aisle, want } from './test-support/aisle.ts';
import { ttlMs } from './test-support/salmon.ts';
import { admin, body, cause, keyed, Shelf } from './test-support/shelf.ts';

/** Failures that real shops had, by their numbers in LESSONS.md. */

describe('lesson 1: two carts race for the last unit', () => {
  it('and one of them gets it, whoever they are and however many', async () => {
    const aisle = await Aisle.with({ apple: 1 });
    const buyers = Array.from({ length: 20 }, (_, i) => `ord_${i}`);
    const answers = await Promise.all(
      buyers.map((id) => aisle.service.reserve(id, want({ apple: 1 }), ttlMs, cause)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const sales = await Promise.all(buyers.map((id) => aisle.service.commit(id, want({ apple: 1 }), cause)));
    expect(sales.filter(({ ok }) => ok)).toHaveLength(1);
    expect(aisle.shelf('apple').stock).toEqual({ onHand: 0, held: 0, available: 0, sold: 1 });
  });
});

describe('lesson 2: holds that draw on the same stock', () => {
  it('are checked against what is left of it, not each against all of it', async () => {
    const shelf = await Shelf.with(5);
    expect(shelf.reserve('a', 3).ok).toBe(true);
    expect(shelf.reserve('b', 3)).toMatchObject({
      rejection: { type: 'InsufficientStock', items: [{ requested: 3, available: 2 }] },
    });
  });

  it('are one hold when they are two lines of one checkout, and are sold as one', async () => {
    const aisle = await Aisle.with({ apple: 3 });
    const twice = [...want({ apple: 2 }), ...want({ apple: 2 })];
    expect(await aisle.service.reserve('o', twice, ttlMs, cause)).toMatchObject({
      ok: false,
      rejection: { items: [{ productId: 'apple', requested: 4, available: 3 }] },
    });
    const again = [...want({ apple: 1 }), ...want({ apple: 1 })];
    expect((await aisle.service.reserve('p', again, ttlMs, cause)).ok).toBe(true);
    expect(aisle.balance).toEqual({ apple: { held: 2, sold: 0 } });
    expect((await aisle.service.commit('p', again, cause)).ok).toBe(true);
    expect(aisle.balance).toEqual({ apple: { held: 0, sold: 2 } });
  });
});

describe('lesson 3: a checkout that is reverted', () => {
  it('gives all of its stock back, held or sold, once', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    await aisle.service.reserve('o', want({ apple: 2, bread: 3 }), ttlMs, cause);
    await aisle.service.commit('o', want({ apple: 2 }), cause);
    await aisle.service.giveBack('o', ['apple', 'bread'], cause);
    await aisle.service.giveBack('o', ['apple', 'bread'], cause);
    const full = { onHand: 5, held: 0, available: 5, sold: 0 };
    expect([aisle.shelf('apple').stock, aisle.shelf('bread').stock]).toEqual([full, full]);
  });
});

describe('lesson 4: [A, B] and [B, A] at once', () => {
  it('do not wait for each other: one gets both, and the other hears what is short', async () => {
    const aisle = await Aisle.with({ apple: 1, bread: 1 });
    const answers = await Promise.all([
      aisle.service.reserve('one', want({ apple: 1, bread: 1 }), ttlMs, cause),
      aisle.service.reserve('two', want({ bread: 1, apple: 1 }), ttlMs, cause),
    ]);
    expect(answers).toMatchObject([
      { ok: true },
      { ok: false, rejection: { items: [{ productId: 'apple', available: 0 }, { productId: 'bread' }] } },
    ]);
    expect(aisle.balance).toEqual({ apple: { held: 1, sold: 0 }, bread: { held: 1, sold: 0 } });
  });
});

describe('lesson 5: cleaning up', () => {
  it('gives back what a hold had taken, and never what another one holds', async () => {
    const shelf = await Shelf.with(10);
    shelf.housed.reserve('short', 2, minute, cause);
    shelf.housed.reserve('long', 3, day, cause);
    await shelf.passTo(shelf.clock.now + 2 * minute);
    expect(shelf.stock?.held).toBe(3);
    shelf.release('short');
    shelf.giveBack('short');
    shelf.release('never-held');
    shelf.giveBack('never-held-either');
    expect(shelf.stock).toEqual({ onHand: 10, held: 3, available: 7, sold: 0 });
  });
});

describe('lesson 6: a hold that expires while the buyer pays', () => {
  it('is sold all the same: a late commit re-acquires the stock when there is some', async () => {
    const shelf = await Shelf.with(5);
    shelf.reserve('h', 2);
    await shelf.passTo(shelf.clock.now + ttlMs);
    shelf.reserve('other', 3);
    expect(shelf.commit('h', 2).ok).toBe(true);
    expect(shelf.stock).toEqual({ onHand: 3, held: 3, available: 0, sold: 2 });
  });

  it('is never silently ignored: a late commit without stock says so, and sells nothing', async () => {
    const shelf = await Shelf.with(5);
    shelf.reserve('h', 2);
    await shelf.passTo(shelf.clock.now + ttlMs);
    shelf.reserve('other', 4);
    expect(shelf.commit('h', 2)).toMatchObject({
      ok: false,
      rejection: { type: 'InsufficientStock', items: [{ requested: 2, available: 1 }] },
    });
    expect(shelf.stock).toEqual({ onHand: 5, held: 4, available: 1, sold: 0 });
  });

  it('and is not revived once its checkout has been undone', async () => {
    const shelf = await Shelf.with(5);
    shelf.reserve('h', 2);
    await shelf.passTo(shelf.clock.now + ttlMs);
    shelf.release('h');
    expect(shelf.commit('h', 2)).toMatchObject({ ok: false, rejection: { type: 'HoldResolved' } });
    expect(shelf.stock).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
  });
});

describe('lesson 7: stock that was never taken', () => {
  it('is not returned: a release that comes before its reserve refuses it, and gives nothing', async () => {
    const shelf = await Shelf.with(5);
    expect(shelf.release('h').ok).toBe(true);
    expect(shelf.stock).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
    expect(shelf.reserve('h', 2)).toMatchObject({ rejection: { type: 'HoldResolved', status: 'released' } });
    expect(shelf.stock).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
  });

  it('is not returned twice', async () => {
    const shelf = await Shelf.with(5);
    shelf.reserve('h', 2);
    for (let i = 0; i < 3; i++) shelf.release('h');
    shelf.reserve('i', 2);
    shelf.commit('i', 2);
    for (let i = 0; i < 3; i++) shelf.giveBack('i');
    expect(shelf.stock).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
  });
});

describe('lesson 8: goods that are not there', () => {
  it('are refused, and stock is never clamped at zero', async () => {
    const shelf = await Shelf.with(2);
    expect(shelf.reserve('h', 3).ok).toBe(false);
    expect(shelf.housed.adjust({ delta: -3 }, admin)).toMatchObject({
      ok: false,
      rejection: { type: 'StockHeld', onHand: 2, held: 0 },
    });
    shelf.reserve('i', 2);
    expect(shelf.housed.adjust({ delta: -1 }, keyed('k')).ok).toBe(false);
    expect(shelf.stock).toEqual({ onHand: 2, held: 2, available: 0, sold: 0 });
  });
});

describe('lesson 9: holds that nobody owns any more', () => {
  it('do not make a product look sold out for ever, even when nothing is ever heard again', async () => {
    const shelf = await Shelf.with(3);
    for (const id of ['a', 'b', 'c']) shelf.reserve(id, 1);
    expect(shelf.housed.view()?.available).toBe(0);
    await shelf.settle();
    shelf.restart();
    await shelf.passTo(shelf.clock.now + ttlMs);
    expect(shelf.housed.view()?.available).toBe(3);
    expect(shelf.toldAvailable.at(-1)).toBe(3);
  });

  it('outlive archiving and listing again: nothing but time and its checkout ends a hold', async () => {
    const shelf = await Shelf.with(3);
    shelf.reserve('a', 1);
    shelf.housed.archive(admin);
    shelf.housed.put(body, admin);
    expect(shelf.stock).toEqual({ onHand: 3, held: 1, available: 2, sold: 0 });
  });
});
