import { beforeEach, describe, expect, it } from 'vitest';
import { booksAfter, call, hana, minute, order, paymentId, Shop } from './test-support/shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = new Shop();
});

const serviceDown = (service: string) => ({
  ok: false,
  rejection: { type: 'ServiceUnavailable', service },
  replayed: false,
});

describe('a checkout that goes well', () => {
  it('sells the stock before it takes the money', async () => {
    await shop.place('tok_ok');
    expect(shop.network.calls).toEqual([
      'validate',
      'reserve coffee',
      'reserve onigiri',
      'authorize',
      'commit onigiri',
      'commit coffee',
      'capture',
    ]);
  });

  it('answers with the confirmed order', async () => {
    const answer = await shop.place('tok_ok');
    expect(answer).toMatchObject({
      ok: true,
      replayed: false,
      value: {
        id: order.orderId,
        cartId: order.cartId,
        status: 'confirmed',
        email: 'hana@example.com',
        totals: { total: { amount: 520, currency: 'EUR' } },
        payment: { status: 'captured', captured: { amount: 520 }, refunded: { amount: 0 } },
      },
    });
  });

  it('is paid for and sold, and the cart has become the order', async () => {
    await shop.place('tok_ok');
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('needs no alarm to get there, and leaves none behind that does anything', async () => {
    await shop.place('tok_ok');
    const calls = shop.network.calls.length;
    await shop.closeBooks();
    expect(shop.network.calls).toHaveLength(calls);
  });

  it('charges the price at the moment of reserving, not what the cart says (lesson 15)', async () => {
    shop.till.lines = shop.till.lines.map((line) => ({ ...line, unitPriceMinor: 1 }));
    const answer = await shop.order.place({ ...order, acceptPriceChanges: true }, 'tok_ok', call());
    expect(answer).toMatchObject({ value: { totals: { total: { amount: 520 } } } });
    expect(shop.bank.find(paymentId)).toMatchObject({ amountMinor: 520, capturedMinor: 520 });
  });
});

describe('a checkout that fails leaves the cart open, nothing held and nothing charged', () => {
  it.each([
    ['tok_declined', 'card declined'],
    ['tok_insufficient_funds', 'insufficient funds'],
  ] as const)('%s', async (token, reason) => {
    expect(await shop.place(token)).toEqual({
      ok: false,
      rejection: { type: 'PaymentDeclined', reason },
      replayed: false,
    });
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
    expect(shop.network.calls.slice(3)).toEqual(['authorize', 'release onigiri', 'release coffee', 'reopen']);
  });

  it('tok_timeout: the answer was lost, the money was authorised, and is given back', async () => {
    expect(await shop.place('tok_timeout')).toEqual(serviceDown('payment'));
    expect(shop.bank.find(paymentId)).toMatchObject({ status: 'voided', capturedMinor: 0 });
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
    expect(shop.network.calls.slice(3)).toEqual([
      'authorize',
      'undo',
      'release onigiri',
      'release coffee',
      'reopen',
    ]);
  });

  it('tok_error: a payment that never was is remembered as voided', async () => {
    expect(await shop.place('tok_error')).toEqual(serviceDown('payment'));
    expect(shop.bank.find(paymentId).status).toBe('voided');
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('a shortage: what was held before it is released, and the rest was never held', async () => {
    shop.shelves.shelves.onigiri = { onHand: 0, priceMinor: 220, currency: 'EUR' };
    const items = [{ productId: 'onigiri', requested: 1, available: 0 }];
    expect(await shop.place('tok_ok')).toMatchObject({ rejection: { type: 'InsufficientStock', items } });
    expect(shop.network.calls).toEqual([
      'validate',
      'reserve coffee',
      'reserve onigiri',
      'release coffee',
      'reopen',
    ]);
    const onigiri = { onHand: 0, held: 0, sold: 0 };
    expect(await shop.closeBooks()).toEqual({ ...booksAfter.failed, onigiri });
  });

  it('a price that has changed, with the old one and the new one', async () => {
    shop.shelves.shelves.coffee = { onHand: 10, priceMinor: 160, currency: 'EUR' };
    const items = [{ productId: 'coffee', from: 150, to: 160 }];
    expect(await shop.place('tok_ok')).toMatchObject({ rejection: { type: 'PriceChanged', items } });
    expect(shop.network.calls).not.toContain('authorize');
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('a cart that is not this order’s', async () => {
    shop.till.status = 'open';
    expect(await shop.place('tok_ok')).toMatchObject({ rejection: { type: 'CartExpired' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it.each([
    ['cart', 'validate'],
    ['product', 'reserve coffee'],
    ['product', 'reserve onigiri'],
    ['payment', 'authorize'],
  ])('the %s service cannot be reached (%s)', async (service, name) => {
    shop.network.failNext(name, 'unreachable');
    expect(await shop.place('tok_ok')).toEqual(serviceDown(service));
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('and the buyer may try again with the same key where nothing came of it, and only there', async () => {
    await shop.place('tok_error');
    expect(shop.till.forgotten).toBe(true);
    const declined = new Shop();
    await declined.place('tok_declined');
    expect(declined.till).toMatchObject({ status: 'open', forgotten: false });
  });
});

describe('behind the payment, where the money waits', () => {
  it.each(['commit onigiri', 'commit coffee', 'capture'])(
    '%s is tried again, and the buyer hears that it is not decided yet',
    async (name) => {
      shop.network.failNext(name, 'unreachable', 3);
      expect(await shop.place('tok_ok')).toMatchObject({ ok: true, value: { status: 'placing' } });
      expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
      expect(shop.steps.filter((step) => step.endsWith('failed'))).toHaveLength(3);
    },
  );

  it('a capture whose answer was lost is found, not made again (lesson 10)', async () => {
    shop.network.failNext('capture', 'answerLost');
    await shop.place('tok_ok');
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
    expect(shop.network.calls.filter((name) => name === 'capture')).toHaveLength(1);
    expect(shop.network.calls.at(-1)).toBe('find');
  });

  it('a capture that is never heard of is refunded, and the sale taken back (lesson 13)', async () => {
    shop.network.failNext('capture', 'answerLost');
    shop.network.failNext('find', 'unreachable', 100);
    await shop.place('tok_ok');
    expect(shop.bank.find(paymentId).status).toBe('captured');
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
    expect(shop.order.view(hana)?.payment).toMatchObject({
      status: 'refunded',
      captured: { amount: 520 },
      refunded: { amount: 520 },
    });
  });

  it('a sale that cannot be made for ten minutes is given up, and the payment voided', async () => {
    shop.network.failNext('commit coffee', 'unreachable', 100);
    const placedAt = shop.now;
    await shop.place('tok_ok');
    await shop.passTo(placedAt + 16 * minute);
    expect(shop.books).toEqual(booksAfter.failed);
    const undo = shop.network.calls.slice(shop.network.calls.indexOf('giveBack onigiri'));
    expect(undo).toEqual(['giveBack onigiri', 'giveBack coffee', 'undo', 'reopen']);
  });
});

describe('an undo that fails', () => {
  it.each(['undo', 'release onigiri', 'release coffee', 'reopen'])(
    '%s is tried again until it is done, also after half a day',
    async (name) => {
      shop.network.failNext(name, 'unreachable', 200);
      expect(await shop.place('tok_timeout')).toMatchObject({ ok: true, value: { status: 'placing' } });
      expect((await shop.closeBooks()).status).toBe('placing');
      expect(await shop.closeBooks()).toEqual(booksAfter.failed);
    },
  );
});

it('the payment token is written nowhere', async () => {
  for (const token of ['tok_ok', 'tok_declined', 'tok_authenticate', 'tok_timeout', 'tok_error'] as const) {
    const one = new Shop();
    await one.place(token, call('key'));
    expect(one.dump).toContain('CheckoutPlaced');
    expect(one.dump).not.toContain('tok_');
  }
});
