import { describe, expect, it } from 'vitest';
import { cartTtlMs } from './domain/cart.ts';
import { alice, cartId, facts, guest, guestCartId, orderId, tokenHash } from './test-support/basket.ts';
import { after, aliceAndGuest, as, before, type Carts, cause, keyed } from './test-support/carts.ts';

/** Holds the next surrenders up, each until the test lets it go on. */
function holdUp(carts: Carts): (() => void)[] {
  const waiting: (() => void)[] = [];
  carts.onSurrender = async (deliver) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return deliver();
  };
  return waiting;
}

describe("a merge of a guest's cart", () => {
  it('moves every line over, adds up what both hold, and closes the guest’s', async () => {
    const carts = aliceAndGuest();
    const merged = await carts.merge();
    expect(carts.contents).toEqual(after);
    expect(merged).toMatchObject({
      ok: true,
      value: { id: cartId, status: 'open', items: [{ quantity: 5 }, { productId: 'rice' }] },
    });
    expect(carts.guests.housed.view(guest)).toMatchObject({ status: 'expired', items: [] });
    expect(carts.add(guestCartId, 'tea', 1)).toMatchObject({ rejection: { type: 'CartExpired' } });
  });

  it('lets the cart hear of the products that it took over', async () => {
    const carts = aliceAndGuest();
    await carts.merge();
    expect(carts.watched.sort()).toEqual([`rice in ${cartId}`, `tea in ${cartId}`]);
  });

  it('does not miss what became of a product while its line was on its way', async () => {
    const carts = aliceAndGuest();
    carts.onWatch = async (productId) =>
      productId === 'rice' ? facts({ seq: 9, priceMinor: 250 }) : facts({ seq: 1, priceMinor: 90 });
    await carts.merge();
    const items = carts.alices.housed.view(alice)?.items;
    expect(items?.map(({ priceChange }) => priceChange?.to.amount)).toEqual([undefined, 250]);
  });

  it('is the same when it is repeated: nothing is lost and nothing doubled', async () => {
    const carts = aliceAndGuest();
    const first = await carts.merge(keyed('k'));
    expect(await carts.merge(keyed('k'))).toEqual({ ...first, replayed: true });
    expect(await carts.merge()).toEqual({ ...first, replayed: false });
    carts.alices.restart();
    carts.guests.restart();
    expect(await carts.merge()).toEqual({ ...first, replayed: false });
    expect(carts.contents).toEqual(after);
  });

  it('is still done after a month, when the cart has been emptied or sold', async () => {
    const carts = aliceAndGuest();
    await carts.merge();
    carts.alices.housed.removeItem('tea', as(alice));
    expect((await carts.merge()).ok).toBe(true);
    carts.alices.housed.beginCheckout(orderId, as(alice));
    carts.alices.housed.convert(orderId, cause);
    await carts.alices.passTo(carts.clock.now + cartTtlMs);
    expect((await carts.merge()).ok).toBe(true);
    expect(carts.contents.alices).toEqual({ rice: 1 });
  });
});

describe('two merges of the same cart at once', () => {
  it('lose nothing and double nothing', async () => {
    const carts = aliceAndGuest();
    const waiting = holdUp(carts);
    const both = [carts.merge(keyed('one')), carts.merge(keyed('two'))];
    while (waiting.length > 0) waiting.pop()?.();
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(carts.contents).toEqual(after);
    expect(await carts.merge(keyed('two'))).toMatchObject({ ok: true, replayed: true });
  });

  it('with the same key are one, and the second hears that it is under way', async () => {
    const carts = aliceAndGuest();
    const waiting = holdUp(carts);
    const first = carts.merge(keyed('k'));
    expect(await carts.merge(keyed('k'))).toMatchObject({
      ok: false,
      rejection: { type: 'RequestInProgress' },
    });
    waiting[0]?.();
    expect((await first).ok).toBe(true);
    expect(carts.contents).toEqual(after);
  });

  it('cannot be told different things, so that one refusal would undo what the other was given', async () => {
    const carts = aliceAndGuest();
    carts.guests.housed.beginCheckout(orderId, as(guest));
    const waiting = holdUp(carts);
    const both = [carts.merge(), carts.merge()];
    waiting.shift()?.();
    await new Promise(setImmediate);
    carts.guests.housed.reopen(orderId, cause, false);
    for (const goOn of waiting) goOn();
    const answers = await Promise.all(both);
    expect(answers[0]?.ok).toBe(answers[1]?.ok);
    expect(carts.contents).toEqual(answers[0]?.ok ? after : before);
  });

  it('do not get in the way of each other when the alarm is one of them', async () => {
    const carts = aliceAndGuest();
    const waiting = holdUp(carts);
    const merging = carts.merge(keyed('k'));
    const ringing = carts.alices.passTo(carts.clock.now + 6_000);
    await new Promise(setImmediate);
    for (const goOn of waiting) goOn();
    await ringing;
    expect((await merging).ok).toBe(true);
    expect(carts.contents).toEqual(after);
  });

  it("into two customers' carts: one of them gets it all", async () => {
    const carts = aliceAndGuest();
    const bob = { kind: 'customer', customerId: 'bob' } as const;
    carts.create('crt_bobs', bob);
    const answers = await Promise.all([
      carts.merge(),
      carts.cart('crt_bobs').housed.merge(guestCartId, tokenHash, as(bob)),
    ]);
    expect(answers).toMatchObject([{ ok: true }, { ok: false, rejection: { type: 'CartExpired' } }]);
    expect(carts.contents).toEqual(after);
    expect(carts.cart('crt_bobs').housed.view(bob)?.items).toEqual([]);
  });
});

describe('a merge of another cart meanwhile', () => {
  const otherId = 'crt_other_guests';

  function withOther(): Carts {
    const carts = aliceAndGuest();
    carts.create(otherId, guest);
    carts.add(otherId, 'fish', 7, as(guest));
    return carts;
  }

  it('waits its turn', async () => {
    const carts = withOther();
    const waiting = holdUp(carts);
    const first = carts.merge();
    expect(await carts.merge(as(alice), otherId)).toMatchObject({ rejection: { type: 'CartMerging' } });
    waiting[0]?.();
    await first;
    const second = carts.merge(as(alice), otherId);
    waiting[1]?.();
    await second;
    expect(carts.contents.alices).toEqual({ ...after.alices, fish: 7 });
  });

  it('does not give its answer to a repeat of one that is done', async () => {
    const carts = withOther();
    await carts.merge();
    carts.cart(otherId).housed.beginCheckout(orderId, as(guest));
    const waiting = holdUp(carts);
    const second = carts.merge(keyed('other'), otherId);
    const repeated = carts.merge(keyed('again'));
    for (const goOn of waiting) goOn();
    expect(await repeated).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ ok: false, rejection: { type: 'CheckoutInProgress' } });
    expect(await carts.merge(keyed('again'))).toMatchObject({ ok: true, replayed: true });
  });
});
