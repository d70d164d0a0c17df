import { describe, expect, it } from 'vitest';
import { day } from '../../shared/test-support/host.ts';
import { productId } from './test-support/salmon.ts';
import { admin, body, cause, keyed, Shelf } from './test-support/shelf.ts';

describe('a request that comes again', () => {
  it('creates a product once, and says again that it was created', () => {
    const shelf = new Shelf();
    const first = shelf.housed.put(body, keyed('k'));
    expect(first).toMatchObject({ ok: true, value: { created: true }, replayed: false });
    shelf.clock.now += 5;
    expect(shelf.housed.put(body, keyed('k'))).toEqual({ ...first, replayed: true });
    expect(shelf.eventTypes).toEqual(['ProductListed']);
  });

  it('adjusts stock once, also when the process has died in between', async () => {
    const shelf = await Shelf.with(10);
    const first = shelf.housed.adjust({ delta: 5 }, keyed('k'));
    shelf.reserve('h', 3);
    await shelf.settle();
    shelf.restart();
    expect(shelf.housed.adjust({ delta: 5 }, keyed('k'))).toEqual({ ...first, replayed: true });
    expect(shelf.stock).toEqual({ onHand: 15, held: 3, available: 12, sold: 0 });
  });

  it('is refused when it asks for something else', async () => {
    const shelf = await Shelf.with(10);
    shelf.housed.adjust({ delta: 5 }, keyed('k', 'five'));
    expect(shelf.housed.adjust({ delta: 6 }, keyed('k', 'six'))).toMatchObject({
      ok: false,
      rejection: { type: 'IdempotencyKeyReused' },
    });
    expect(shelf.stock?.onHand).toBe(15);
  });

  it('gets the first refusal again, whatever has changed since', async () => {
    const shelf = await Shelf.with(5);
    shelf.reserve('h', 5);
    const first = shelf.housed.adjust({ delta: -1 }, keyed('k'));
    expect(first).toMatchObject({ ok: false, rejection: { type: 'StockHeld', onHand: 5, held: 5 } });
    shelf.release('h');
    expect(shelf.housed.adjust({ delta: -1 }, keyed('k'))).toEqual({ ...first, replayed: true });
  });

  it('is a new one after a day', async () => {
    const shelf = await Shelf.with(10);
    shelf.housed.adjust({ delta: 5 }, keyed('k'));
    await shelf.passTo(shelf.clock.now + day);
    expect(shelf.housed.adjust({ delta: 5 }, keyed('k')).replayed).toBe(false);
    expect(shelf.stock?.onHand).toBe(20);
  });

  it('archives once, and is not held up by what If-Match says by then', async () => {
    const shelf = await Shelf.with(1);
    const call = { ...keyed('k'), ifVersion: 1 };
    expect(shelf.housed.archive(call)).toEqual({ ok: true, value: null, replayed: false });
    expect(shelf.housed.archive(call)).toEqual({ ok: true, value: null, replayed: true });
  });
});

describe('If-Match', () => {
  const stale = (version: number) => ({
    ok: false,
    rejection: { type: 'VersionMismatch', version },
    replayed: false,
  });

  it('lets a change of the version that it names through, and no other', async () => {
    const shelf = await Shelf.with(1);
    const renamed = { ...body, name: 'Onigiri, tuna' };
    expect(shelf.housed.put(renamed, { ...admin, ifVersion: 2 })).toEqual(stale(1));
    expect(shelf.housed.put(renamed, { ...admin, ifVersion: 1 }).ok).toBe(true);
    expect(shelf.housed.put(body, { ...admin, ifVersion: 1 })).toEqual(stale(2));
    expect(shelf.housed.archive({ ...admin, ifVersion: 1 })).toEqual(stale(2));
    expect(shelf.housed.adjust({ delta: 1 }, { ...admin, ifVersion: 1 })).toEqual(stale(2));
    expect(shelf.stock?.onHand).toBe(1);
  });

  it('does not mind sales: they do not change the version', async () => {
    const shelf = await Shelf.with(3);
    shelf.reserve('h', 1);
    shelf.commit('h', 1);
    shelf.housed.adjust({ delta: 5 }, admin);
    expect(shelf.housed.view()?.version).toBe(1);
    expect(shelf.housed.archive({ ...admin, ifVersion: 1 }).ok).toBe(true);
  });

  it('finds no version of a product that nobody has listed', () => {
    expect(new Shelf().housed.put(body, { ...admin, ifVersion: 1 })).toEqual(stale(0));
  });
});

describe('what a product answers', () => {
  it('is the product as anyone may see it', async () => {
    const shelf = await Shelf.with(7);
    shelf.reserve('h', 2);
    expect(shelf.housed.view()).toEqual({
      id: productId,
      ...body,
      available: 5,
      status: 'active',
      version: 1,
      updatedAt: '2026-11-22T10:00:00.000Z',
    });
  });

  it('is full even when the merchant said little', () => {
    const shelf = new Shelf();
    const { name, price } = body;
    expect(shelf.housed.put({ name, price }, admin)).toMatchObject({
      value: { product: { description: '', image: null, attributes: {}, available: 0 } },
    });
  });

  it('is 200 and not 201 to a merchant who puts it again', async () => {
    const shelf = await Shelf.with(0);
    expect(shelf.housed.put(body, admin)).toMatchObject({ value: { created: false } });
    expect(shelf.housed.put({ ...body, name: 'Rice' }, admin)).toMatchObject({ value: { created: false } });
  });

  it('to a hold is the price and the name of that very moment', async () => {
    const shelf = await Shelf.with(7);
    const held = { productId, quantity: 2, unitPrice: body.price, name: body.name, image: body.image };
    expect(shelf.reserve('h', 2)).toEqual({ ok: true, value: held, replayed: false });
    const price = { amount: 200, currency: 'EUR' };
    shelf.housed.put({ ...body, price }, admin);
    expect(shelf.reserve('i', 2)).toMatchObject({ value: { unitPrice: price } });
  });

  it('is the same after the process has died', async () => {
    const shelf = await Shelf.with(1_000);
    for (let i = 0; i < 250; i++) shelf.reserve(`h-${i}`, 1);
    // A snapshot waits until what is public has been told.
    await shelf.passTo(shelf.clock.now + 10_000);
    shelf.commit('h-0', 1);
    expect(shelf.rows('SELECT * FROM snapshot')).toHaveLength(1);
    const before = [shelf.housed.view(), shelf.stock, shelf.housed.snapshot()];
    shelf.restart();
    expect([shelf.housed.view(), shelf.stock, shelf.housed.snapshot()]).toEqual(before);
  });
});

describe('a product that nobody has listed', async () => {
  it('is not there, and asking for it leaves nothing behind', () => {
    const shelf = new Shelf();
    expect(shelf.housed.view()).toBeNull();
    expect(shelf.housed.stock()).toBeNull();
    expect(shelf.housed.snapshot()).toBeNull();
    const notFound = { ok: false, rejection: { type: 'ProductNotFound', productId }, replayed: false };
    expect(shelf.housed.archive(keyed('k'))).toEqual(notFound);
    expect(shelf.housed.adjust({ delta: 1 }, keyed('l'))).toEqual(notFound);
    expect(shelf.reserve('h', 1).ok).toBe(false);
    expect(shelf.housed.commit('h', 1, cause).ok).toBe(false);
    expect(shelf.tables()).toEqual([]);
    expect(shelf.storage.alarmAt).toBeNull();
  });
});
