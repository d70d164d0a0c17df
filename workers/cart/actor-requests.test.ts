import { describe, expect, it } from 'vitest';
import { day } from '../../shared/test-support/host.ts';
import { alice, cartId, facts, guest, guestCartId, strangers, tokenHash } from './test-support/basket.ts';
import { aliceAndGuest, as, Carts, keyed } from './test-support/carts.ts';

const notFound = { ok: false, rejection: { type: 'CartNotFound' }, replayed: false };

describe('creating a cart', () => {
  const anonymous = { kind: 'anonymous', address: '192.0.2.1' } as const;

  it('gives a guest the token once, and again only to a repeat of that request', () => {
    const { housed } = new Carts().cart(guestCartId);
    const first = housed.create(guest, 'EUR', 'ctk_secret', keyed('k', anonymous));
    expect(first).toMatchObject({
      ok: true,
      value: { token: 'ctk_secret', cart: { id: guestCartId, status: 'open', currency: 'EUR', items: [] } },
    });
    const other = { kind: 'guest', tokenHash: 'b'.repeat(64) } as const;
    const repeated = housed.create(other, 'EUR', 'ctk_of_the_repeat', keyed('k', anonymous));
    expect(repeated).toEqual({ ...first, replayed: true });
    expect(housed.view(guest)).not.toBeNull();
    expect(housed.view(other)).toBeNull();
  });

  it('keeps the token nowhere but in the memory of that request', async () => {
    const host = new Carts().cart(guestCartId);
    host.housed.create(guest, 'EUR', 'ctk_secret', keyed('k', anonymous));
    const events = JSON.stringify(host.rows('SELECT * FROM event'));
    expect(events).toContain(tokenHash);
    expect(events).not.toContain('ctk_secret');
    await host.passTo(host.clock.now + 3 * day);
    expect(JSON.stringify(host.rows('SELECT * FROM repeat'))).not.toContain('ctk_secret');
  });

  it('gives a customer no token', () => {
    const { housed } = new Carts().cart(cartId);
    expect(housed.create(alice, 'EUR', undefined, as(alice))).not.toHaveProperty('value.token');
  });

  it('with a key from the day before last does not open the old cart', async () => {
    const host = new Carts().cart(guestCartId);
    host.housed.create(guest, 'EUR', 'ctk_secret', keyed('k', anonymous));
    await host.passTo(host.clock.now + day);
    expect(host.housed.create(guest, 'EUR', 'ctk_new', keyed('k', anonymous))).toMatchObject({
      ok: false,
      rejection: { type: 'IdempotencyKeyReused' },
    });
  });
});

describe('a request that comes again', () => {
  it('adds once, also when the process has died in between', () => {
    const carts = aliceAndGuest();
    const first = carts.add(cartId, 'rice', 2, keyed('k'));
    carts.alices.restart();
    carts.add(cartId, 'tea', 1);
    expect(carts.add(cartId, 'rice', 2, keyed('k'))).toEqual({ ...first, replayed: true });
    expect(carts.contents.alices).toEqual({ tea: 3, rice: 2 });
  });

  it('is refused when it asks for something else', () => {
    const carts = aliceAndGuest();
    carts.add(cartId, 'rice', 2, keyed('k', alice, 'two'));
    expect(carts.add(cartId, 'rice', 3, keyed('k', alice, 'three'))).toMatchObject({
      ok: false,
      rejection: { type: 'IdempotencyKeyReused' },
    });
    expect(carts.contents.alices).toEqual({ tea: 2, rice: 2 });
  });

  it('gets the first refusal again', () => {
    const carts = aliceAndGuest();
    const first = carts.add(cartId, 'rice', 2, keyed('k'), { available: 1 });
    expect(first).toMatchObject({ ok: false, rejection: { type: 'InsufficientStock' } });
    expect(carts.add(cartId, 'rice', 2, keyed('k'), { available: 9 })).toEqual({ ...first, replayed: true });
  });

  it('is tried anew when it was refused for what has passed by now', () => {
    const carts = aliceAndGuest();
    carts.alices.housed.beginCheckout('ord_1', as(alice));
    const refused = { ok: false, rejection: { type: 'CheckoutInProgress', orderId: 'ord_1' } };
    expect(carts.add(cartId, 'rice', 2, keyed('k'))).toMatchObject(refused);
    carts.alices.housed.reopen('ord_1', { caller: 'order', request: '', trace: '' }, false);
    expect(carts.add(cartId, 'rice', 2, keyed('k'))).toMatchObject({ ok: true, replayed: false });
  });
});

describe('If-Match', () => {
  it('lets a change of the version that it names through, and no other', () => {
    const carts = aliceAndGuest();
    const { version } = carts.alices.housed.actor;
    const ifVersion = (n: number) => as(alice, { ifVersion: n });
    const stale = { ok: false, rejection: { type: 'VersionMismatch', version }, replayed: false };
    expect(carts.add(cartId, 'rice', 1, ifVersion(version - 1))).toEqual(stale);
    expect(carts.alices.housed.changeQuantity('tea', 1, null, ifVersion(version + 1))).toEqual(stale);
    expect(carts.alices.housed.removeItem('tea', ifVersion(version - 1))).toEqual(stale);
    expect(carts.contents.alices).toEqual({ tea: 2 });
    const changed = carts.alices.housed.changeQuantity('tea', 1, null, ifVersion(version));
    expect(changed).toMatchObject({ ok: true, value: { version: version + 1 } });
  });

  it('does not stand in the way of a repeat', () => {
    const carts = aliceAndGuest();
    const { version } = carts.alices.housed.actor;
    const call = { ...keyed('k'), ifVersion: version };
    const first = carts.add(cartId, 'rice', 1, call);
    expect(carts.add(cartId, 'rice', 1, call)).toEqual({ ...first, replayed: true });
  });
});

describe('a stranger', () => {
  it.each(strangers.customer)(
    "does not find out that there is a customer's cart ($kind)",
    async (stranger) => {
      const carts = aliceAndGuest();
      const { housed } = carts.alices;
      const rows = carts.alices.platform.rowsWritten;
      for (const call of [as(stranger), as(stranger, { ifVersion: 99 }), keyed('k', stranger)]) {
        expect(housed.view(stranger)).toBeNull();
        expect(carts.add(cartId, 'tea', 1, call)).toEqual(notFound);
        expect(housed.changeQuantity('tea', 1, null, call)).toEqual(notFound);
        expect(housed.removeItem('tea', call)).toEqual(notFound);
        expect(housed.beginCheckout('ord_1', call)).toEqual(notFound);
        expect(await housed.merge(guestCartId, tokenHash, call)).toEqual(notFound);
      }
      expect(carts.contents).toEqual({ alices: { tea: 2 }, guests: { tea: 3, rice: 1 } });
      expect(carts.alices.platform.rowsWritten).toBe(rows);
    },
  );
});

describe('a cart that nobody has made', () => {
  it('is not there, and asking for it leaves nothing behind', async () => {
    const carts = new Carts();
    const host = carts.cart(cartId);
    for (const call of [as(alice), as(alice, { ifVersion: 1 }), keyed('k')]) {
      expect(host.housed.view(alice)).toBeNull();
      expect(carts.add(cartId, 'tea', 1, call)).toEqual(notFound);
      expect(await carts.merge(call)).toEqual(notFound);
      expect(host.housed.beginCheckout('ord_1', call)).toEqual(notFound);
    }
    expect(host.housed.validate('ord_1')).toEqual(notFound);
    expect(host.housed.noteProduct('tea', facts())).toBe('notHeld');
    host.housed.reopen('ord_1', { caller: 'order', request: '', trace: '' }, true);
    host.housed.convert('ord_1', { caller: 'order', request: '', trace: '' });
    await host.housed.ring();
    expect(host.tables()).toEqual([]);
    expect(host.storage.alarmAt).toBeNull();
  });
});

describe('a cart', () => {
  it('is the same after the process has died', () => {
    const carts = aliceAndGuest();
    for (let i = 0; i < 150; i++) carts.add(cartId, `p-${i % 50}`, 1);
    const view = carts.alices.housed.view(alice);
    carts.alices.restart();
    expect(carts.alices.housed.view(alice)).toEqual(view);
  });

  it('tells a copy that is behind that it knows more, where that shows', () => {
    const { housed } = aliceAndGuest().alices;
    const news = { seq: 9, name: 'Tea', image: null, priceMinor: 200, currency: 'EUR', available: 3 };
    housed.noteProduct('tea', { ...news, status: 'active' });
    const older = { ...news, seq: 8, status: 'active' } as const;
    expect(housed.noteProduct('tea', older)).toBe('held');
    expect(housed.noteProduct('tea', { ...older, available: 0 })).toBe('knowsMore');
    expect(housed.noteProduct('tea', { ...older, priceMinor: 100 })).toBe('knowsMore');
  });

  it('tells whether it holds a product, so that its watch can end', () => {
    const carts = aliceAndGuest();
    const { housed } = carts.alices;
    const news = { seq: 9, name: 'Tea', image: null, priceMinor: 200, currency: 'EUR', available: 3 };
    expect(housed.noteProduct('tea', { ...news, status: 'active' })).toBe('held');
    expect(housed.view(alice)?.items[0]).toMatchObject({ priceChange: { to: { amount: 200 } } });
    expect(housed.noteProduct('rice', { ...news, status: 'active' })).toBe('notHeld');
    housed.beginCheckout('ord_1', as(alice));
    expect(housed.noteProduct('tea', { ...news, status: 'active' })).toBe('held');
    housed.convert('ord_1', { caller: 'order', request: '', trace: '' });
    expect(housed.noteProduct('tea', { ...news, status: 'active' })).toBe('notHeld');
  });
});
