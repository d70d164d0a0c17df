import { describe, expect, it } from 'vitest';
import { Aisle, want } from './test-support/aisle.ts';
import { ttlMs } from './test-support/salmon.ts';
import { admin, body, cause } from './test-support/shelf.ts';

const orderId = 'ord_1';

describe('reserving several products', () => {
  it('holds them all, in order of their ids whatever the order of the lines', async () => {
    const aisle = await Aisle.with({ apple: 5, 'apple-1': 5, bread: 5, coffee: 5 });
    const lines = want({ coffee: 1, 'apple-1': 2, bread: 3, apple: 4 });
    const answer = await aisle.service.reserve(orderId, lines, ttlMs, cause);
    const held = ['apple', 'apple-1', 'bread', 'coffee'];
    expect(answer.ok && answer.value.map(({ productId }) => productId)).toEqual(held);
    expect(aisle.calls).toEqual(held.map((productId) => ({ productId, method: 'reserve', holdId: orderId })));
    expect(aisle.balance).toEqual({
      apple: { held: 4, sold: 0 },
      'apple-1': { held: 2, sold: 0 },
      bread: { held: 3, sold: 0 },
      coffee: { held: 1, sold: 0 },
    });
  });

  it('answers with the price, the name and the quantity of each', async () => {
    const aisle = await Aisle.with({ apple: 5 });
    const { name, image, price } = body;
    expect(await aisle.service.reserve(orderId, want({ apple: 2 }), ttlMs, cause)).toEqual({
      ok: true,
      value: [{ productId: 'apple', quantity: 2, unitPrice: price, name, image }],
      replayed: false,
    });
  });

  it('waits for each before it asks the next, so that of two checkouts one is ahead everywhere', async () => {
    const aisle = await Aisle.with({ apple: 1, bread: 1 });
    await Promise.all([
      aisle.service.reserve('one', want({ apple: 1, bread: 1 }), ttlMs, cause),
      aisle.service.reserve('two', want({ bread: 1, apple: 1 }), ttlMs, cause),
    ]);
    const reserves = aisle.calls.filter(({ method }) => method === 'reserve');
    expect(reserves).toMatchObject([
      { productId: 'apple', holdId: 'one' },
      { productId: 'apple', holdId: 'two' },
      { productId: 'bread', holdId: 'one' },
    ]);
  });

  it('is the same holds when it is repeated', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    const lines = want({ apple: 4, bread: 4 });
    const first = await aisle.service.reserve(orderId, lines, ttlMs, cause);
    expect(await aisle.service.reserve(orderId, lines, ttlMs, cause)).toEqual(first);
    expect(aisle.balance).toEqual({ apple: { held: 4, sold: 0 }, bread: { held: 4, sold: 0 } });
  });
});

describe('when not all can be had', () => {
  it('names everything that is short, and only that', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 1, coffee: 5, dango: 0, eggs: 2 });
    aisle.shelf('eggs').housed.archive(admin);
    const lines = want({ unheard: 1, eggs: 1, dango: 1, coffee: 5, bread: 2, apple: 1 });
    expect(await aisle.service.reserve(orderId, lines, ttlMs, cause)).toEqual({
      ok: false,
      rejection: {
        type: 'InsufficientStock',
        items: [
          { productId: 'bread', requested: 2, available: 1 },
          { productId: 'dango', requested: 1, available: 0 },
          { productId: 'eggs', requested: 1, available: 0 },
          { productId: 'unheard', requested: 1, available: 0 },
        ],
      },
      replayed: false,
    });
  });

  it('holds nothing further, and leaves what was held before the refusal to the caller', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 1, coffee: 5 });
    const lines = want({ apple: 1, bread: 2, coffee: 1 });
    await aisle.service.reserve(orderId, lines, ttlMs, cause);
    expect(aisle.balance).toEqual({
      apple: { held: 1, sold: 0 },
      bread: { held: 0, sold: 0 },
      coffee: { held: 0, sold: 0 },
    });
    expect(aisle.calls.filter(({ method }) => method !== 'reserve')).toEqual([
      { productId: 'coffee', method: 'snapshot', holdId: '' },
    ]);
    await aisle.service.release(orderId, ['apple', 'bread', 'coffee'], cause);
    expect(aisle.shelf('apple').stock?.held).toBe(0);
  });

  it('says of a hold that was resolved before that it was, and asks about nothing else', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 0 });
    await aisle.service.release(orderId, ['apple'], cause);
    aisle.calls.length = 0;
    expect(await aisle.service.reserve(orderId, want({ bread: 1, apple: 1 }), ttlMs, cause)).toMatchObject({
      ok: false,
      rejection: { type: 'HoldResolved', holdId: orderId, status: 'released' },
    });
  });

  it('throws when a product cannot be reached, and can be repeated', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    aisle.broken = { productId: 'bread', method: 'reserve' };
    const lines = want({ apple: 1, bread: 1 });
    await expect(aisle.service.reserve(orderId, lines, ttlMs, cause)).rejects.toThrow('the network failed');
    expect((await aisle.service.reserve(orderId, lines, ttlMs, cause)).ok).toBe(true);
    expect(aisle.balance).toEqual({ apple: { held: 1, sold: 0 }, bread: { held: 1, sold: 0 } });
  });
});

describe('committing several holds', () => {
  it('sells them all, and again is the same', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    const lines = want({ apple: 2, bread: 3 });
    await aisle.service.reserve(orderId, lines, ttlMs, cause);
    for (let i = 0; i < 2; i++) {
      expect(await aisle.service.commit(orderId, lines, cause)).toEqual({
        ok: true,
        value: null,
        replayed: false,
      });
    }
    expect(aisle.balance).toEqual({ apple: { held: 0, sold: 2 }, bread: { held: 0, sold: 3 } });
  });

  it('says so when one of them cannot be sold', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    const lines = want({ apple: 2, bread: 3 });
    await aisle.service.reserve(orderId, lines, ttlMs, cause);
    await aisle.service.release(orderId, ['bread'], cause);
    expect(await aisle.service.commit(orderId, lines, cause)).toMatchObject({
      ok: false,
      rejection: { type: 'HoldResolved', status: 'released' },
    });
  });
});

describe('giving back', () => {
  it('undoes whatever became of each: open, sold, or never held', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5, coffee: 5 });
    await aisle.service.reserve(orderId, want({ apple: 2, bread: 3 }), ttlMs, cause);
    await aisle.service.commit(orderId, want({ bread: 3 }), cause);
    for (let i = 0; i < 2; i++) {
      await aisle.service.giveBack(orderId, ['apple', 'bread', 'coffee'], cause);
      expect(Object.values(aisle.balance)).toEqual(Array(3).fill({ held: 0, sold: 0 }));
    }
    for (const id of ['apple', 'bread', 'coffee']) expect(aisle.shelf(id).stock?.onHand).toBe(5);
  });

  it('puts the units of a return back once, and leaves the rest sold', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    await aisle.service.reserve(orderId, want({ apple: 2, bread: 3 }), ttlMs, cause);
    await aisle.service.commit(orderId, want({ apple: 2, bread: 3 }), cause);
    for (let i = 0; i < 2; i++) {
      await aisle.service.restock(orderId, 'return-1', want({ apple: 1, bread: 3 }), cause);
      expect(aisle.balance).toEqual({ apple: { held: 0, sold: 1 }, bread: { held: 0, sold: 0 } });
    }
    await expect(aisle.service.restock(orderId, 'return-2', want({ bread: 1 }), cause)).rejects.toThrow(
      'refused',
    );
  });

  it('throws when a product cannot be reached, so that nobody takes it for done', async () => {
    const aisle = await Aisle.with({ apple: 5, bread: 5 });
    await aisle.service.reserve(orderId, want({ apple: 2, bread: 3 }), ttlMs, cause);
    aisle.broken = { productId: 'apple', method: 'release' };
    await expect(aisle.service.release(orderId, ['apple', 'bread'], cause)).rejects.toThrow('network');
    await aisle.service.release(orderId, ['apple', 'bread'], cause);
    expect(aisle.balance).toEqual({ apple: { held: 0, sold: 0 }, bread: { held: 0, sold: 0 } });
  });

  it('throws when it is refused: a release of what is sold is a bug, not an opinion', async () => {
    const aisle = await Aisle.with({ apple: 5 });
    await aisle.service.reserve(orderId, want({ apple: 2 }), ttlMs, cause);
    await aisle.service.commit(orderId, want({ apple: 2 }), cause);
    await expect(aisle.service.release(orderId, ['apple'], cause)).rejects.toThrow('refused');
    expect(aisle.balance).toEqual({ apple: { held: 0, sold: 2 } });
  });
});

describe('a quote', () => {
  it('is the product as it is now, or null when there is none', async () => {
    const aisle = await Aisle.with({ apple: 5 });
    const quoted = { productId: 'apple', name: body.name, price: body.price, available: 5 };
    expect(await aisle.service.quote('apple')).toMatchObject(quoted);
    expect(await aisle.service.quote('unheard')).toBeNull();
  });
});
