import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paymentTtlMs } from './domain/order.ts';
import { paymentDeadlineMs } from './saga/runner.ts';
import { booksAfter, call, hana, minute, orderId, paymentId, Shop, second } from './test-support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = new Shop();
  await shop.place('tok_authenticate', call('place'));
  await shop.settle();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const taro = { kind: 'customer', customerId: 'taro' } as const;

function approve(approves = true): void {
  shop.bank.authenticate(paymentId, approves);
}

describe('a payment that needs the buyer', () => {
  it('is answered with where to approve it, and until when', async () => {
    expect(shop.order.view(hana)).toMatchObject({
      status: 'awaitingPayment',
      payment: {
        status: 'requiresAction',
        nextAction: {
          type: 'authenticate',
          url: `/v1/payments/sandbox/${orderId}/authenticate`,
          expiresAt: new Date(shop.now + paymentTtlMs).toISOString(),
        },
      },
    });
  });

  it('keeps the stock held and takes no money', () => {
    expect(shop.books).toMatchObject({
      coffee: { held: 2 },
      onigiri: { held: 1 },
      kept: 0,
      cart: 'checkingOut',
    });
  });

  it('is confirmed when the buyer has approved it', async () => {
    approve();
    expect(await shop.order.paymentChanged(call())).toMatchObject({
      ok: true,
      value: { status: 'confirmed' },
    });
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('fails when the buyer has refused it', async () => {
    approve(false);
    expect(await shop.order.paymentChanged(call())).toMatchObject({
      ok: false,
      rejection: { type: 'PaymentDeclined', reason: 'authentication failed' },
    });
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('goes on waiting when nothing has changed', async () => {
    expect(await shop.order.paymentChanged(call())).toMatchObject({ value: { status: 'awaitingPayment' } });
    expect(shop.network.calls.at(-1)).toBe('find');
  });

  it('goes on waiting when the provider cannot be asked', async () => {
    shop.network.failNext('find', 'unreachable');
    await expect(shop.order.paymentChanged(call())).rejects.toThrow('find cannot be reached');
    expect(shop.books.status).toBe('awaitingPayment');
  });

  it('is not asked for again after a restart: the first answer stands', async () => {
    shop.restart();
    const again = await shop.place('tok_authenticate', call('place'));
    expect(again).toMatchObject({ replayed: true, value: { status: 'awaitingPayment' } });
    expect(shop.network.calls.filter((name) => name === 'authorize')).toHaveLength(1);
  });

  it('is nobody else’s business (lesson 25)', async () => {
    expect(await shop.order.authenticate(true, call(undefined, '', taro))).toMatchObject({
      rejection: { type: 'OrderNotFound' },
    });
    expect(shop.bank.find(paymentId).status).toBe('requiresAction');
    expect(await shop.order.paymentChanged(call(undefined, '', taro))).toMatchObject({
      rejection: { type: 'OrderNotFound' },
    });
  });
});

describe('storefront, webhook, alarm and a second click at once (lesson 10)', () => {
  it('make one order and take the money once', async () => {
    approve();
    const answers = await Promise.all([
      shop.order.paymentChanged(call()),
      shop.order.paymentChanged(call()),
      shop.place('tok_ok', call('place')),
      shop.place('tok_ok', call('another')),
      shop.order.ring(),
    ]);
    expect(answers[0]).toMatchObject({ value: { status: 'confirmed' } });
    expect(answers[1]).toMatchObject({ value: { status: 'confirmed' } });
    expect(answers[2]).toMatchObject({ replayed: true, value: { status: 'awaitingPayment' } });
    expect(answers[3]).toMatchObject({ rejection: { type: 'CheckoutInProgress', orderId } });
    for (const name of ['authorize', 'commit coffee', 'capture']) {
      expect(shop.network.calls.filter((called) => called === name)).toHaveLength(1);
    }
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('however often the webhook comes (lesson 11)', async () => {
    approve();
    for (let times = 0; times < 3; times++) await shop.order.paymentChanged(call());
    expect(shop.network.calls.filter((name) => name === 'capture')).toHaveLength(1);
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });
});

describe('at the end of the buyer’s time', () => {
  it('the provider is asked, not assumed: an approval that nobody heard of confirms the order', async () => {
    approve();
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
    expect(shop.network.calls.slice(4)).toEqual(['find', 'commit onigiri', 'commit coffee', 'capture']);
  });

  it('a payment that is not approved is voided, and the stock given back', async () => {
    const before = shop.now;
    await shop.passTo(before + paymentTtlMs - 1);
    expect(shop.books.status).toBe('awaitingPayment');
    await shop.passTo(before + paymentTtlMs);
    expect(shop.books).toEqual(booksAfter.failed);
    expect(shop.order.view(hana)?.failure?.code).toBe('payment-expired');
    expect(shop.network.calls.slice(4)).toEqual([
      'find',
      'undo',
      'release onigiri',
      'release coffee',
      'reopen',
    ]);
  });

  it('nothing is given up while the provider cannot be asked', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    shop.network.failNext('find', 'unreachable', 5);
    await shop.passTo(shop.now + paymentTtlMs + 10 * second);
    expect(shop.books.status).toBe('awaitingPayment');
    approve();
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('a provider that hangs does not hold the alarm for ever', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    shop.network.failNext('find', 'hangs');
    shop.now += paymentTtlMs;
    let hasRung = false;
    const ringing = shop.order.ring().then(() => {
      hasRung = true;
    });
    await vi.advanceTimersByTimeAsync(paymentDeadlineMs);
    expect(hasRung).toBe(true);
    await ringing;
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('an approval that comes later still is too late, and takes no money', async () => {
    await shop.passTo(shop.now + paymentTtlMs);
    approve();
    expect(await shop.order.paymentChanged(call())).toMatchObject({ rejection: { type: 'PaymentExpired' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });
});

describe('a hold that runs out while the payment is under way (lesson 6)', () => {
  beforeEach(async () => {
    shop = new Shop({ holdTtlMs: minute });
    await shop.place('tok_authenticate');
    await shop.passTo(shop.now + 2 * minute);
    expect(shop.books).toMatchObject({ coffee: { held: 0 }, onigiri: { held: 0 } });
    approve();
  });

  it('is taken anew when there is stock', async () => {
    expect(await shop.order.paymentChanged(call())).toMatchObject({ value: { status: 'confirmed' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it.each(['coffee', 'onigiri'])(
    'and whose %s is gone ends the checkout: nobody pays for it',
    async (gone) => {
      shop.shelves.shelves[gone] = { onHand: 0, priceMinor: 1, currency: 'EUR' };
      expect(await shop.order.paymentChanged(call())).toMatchObject({
        rejection: { type: 'InsufficientStock', items: [{ productId: gone, available: 0 }] },
      });
      const soldOut = { onHand: 0, held: 0, sold: 0 };
      expect(await shop.closeBooks()).toEqual({ ...booksAfter.failed, [gone]: soldOut });
      expect(shop.network.calls).not.toContain('capture');
    },
  );
});
