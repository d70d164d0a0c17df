import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Operation } from '../../test/stripe-server/faults.ts';
import { paymentTtlMs } from './domain/order.ts';
import { type Counter, openCounter } from './payments/stripe/test-support/counter.ts';
import { booksAfter, call, hana, minute, Shop } from './test-support/shop.ts';

let counter: Counter;
let shop: Shop;
beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  counter = await openCounter({ now: () => shop.now });
  shop = new Shop({ stripe: counter });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await counter.close();
});

const cause = { caller: 'stripe', request: 'req-2', trace: '00-aa-bb-02' };
const intent = () => [...counter.server.ledger.intents.values()][0];
const intentId = () => intent()?.id ?? 'none';
const news = () => shop.order.paymentNews(intentId(), cause);
const approve = (approves = true) => counter.server.ledger.authenticate(intentId(), approves);
const asked = (operation: Operation) => counter.server.count(operation);

describe('a checkout that is paid by Stripe', () => {
  it('is authorised, sold and captured, in this order', async () => {
    expect(await shop.place('pm_card_visa')).toMatchObject({ ok: true, value: { status: 'confirmed' } });
    const payment = ['open', 'authorize', 'commit onigiri', 'commit coffee', 'capture'];
    expect(shop.network.calls.slice(-payment.length)).toEqual(payment);
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('leaves neither token nor client secret behind, wherever one looks', async () => {
    await shop.place('pm_card_authenticationRequired', call('key'));
    expect(await shop.order.clientSecret(hana)).toContain('_secret_');
    approve();
    await news();
    expect(shop.dump).toContain(intentId());
    expect(shop.dump).not.toMatch(/pm_card|_secret_/);
  });

  it('is canceled with the money given back', async () => {
    await shop.place('pm_card_visa');
    expect(await shop.order.cancel(call())).toMatchObject({ value: { payment: { status: 'refunded' } } });
    expect(await shop.closeBooks()).toEqual(booksAfter.canceledAfterwards);
  });

  it.each([
    [
      'pm_card_visa_chargeDeclinedInsufficientFunds',
      { type: 'PaymentDeclined', reason: 'insufficient funds' },
    ],
    ['pm_nobody', { type: 'UnknownPaymentToken' }],
  ] as const)('with %s fails and holds nothing', async (token, rejection) => {
    expect(await shop.place(token)).toMatchObject({ ok: false, rejection });
    expect(intent()?.status).toBe('canceled');
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });
});

describe('a payment that the buyer must approve at Stripe', () => {
  beforeEach(async () => {
    await shop.place('pm_card_authenticationRequired');
  });

  it('is answered with where, and its secret is its owner’s alone', async () => {
    const nextAction = { type: 'stripe', expiresAt: new Date(shop.now + paymentTtlMs).toISOString() };
    expect(shop.order.view(hana)).toMatchObject({ status: 'awaitingPayment', payment: { nextAction } });
    expect(await shop.order.clientSecret(hana)).toBe(intent()?.client_secret);
    for (const other of [{ kind: 'admin' }, { kind: 'customer', customerId: 'taro' }] as const) {
      expect(await shop.order.clientSecret(other)).toBeNull();
    }
  });

  it('has no secret to tell while Stripe does not answer, and when there is nothing to approve', async () => {
    counter.server.faults.next('retrieve', 'serverError');
    expect(await shop.order.clientSecret(hana)).toBeNull();
    approve();
    await news();
    expect(await shop.order.clientSecret(hana)).toBeNull();
  });

  it('is confirmed when Stripe calls', async () => {
    approve();
    expect(await news()).toBe('heard');
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('fails when the buyer refuses, and the same intent cannot be paid later', async () => {
    approve(false);
    await news();
    expect(shop.order.view(hana)?.failure?.detail).toContain('authentication failed');
    expect(intent()?.status).toBe('canceled');
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('is voided at the end of the buyer’s time, and an approval after it takes nothing', async () => {
    await shop.passTo(shop.now + paymentTtlMs);
    expect(shop.order.view(hana)?.failure?.code).toBe('payment-expired');
    approve();
    expect(await news()).toBe('heard');
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it('is found approved at the end of the buyer’s time, although no call ever came', async () => {
    approve();
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it.each([
    ['amount', { amount: 519 }],
    ['currency', { currency: 'usd' }],
  ])('is undone when its %s is not the order’s (lesson 15)', async (_, changed) => {
    approve();
    Object.assign(intent() ?? {}, changed);
    await news();
    expect(shop.order.view(hana)).toMatchObject({ status: 'failed', payment: { status: 'voided' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });
});

describe('calls of Stripe', () => {
  it('three times each, in any order, early and late, settle once (lessons 10, 11)', async () => {
    const release = shop.network.hold('commit onigiri');
    const placing = shop.place('pm_card_visa');
    while (asked('confirm') === 0) await new Promise((resume) => setTimeout(resume, 5));
    const early = [news(), news(), news()];
    expect(await Promise.all(early)).toEqual(['heard', 'heard', 'heard']);
    release();
    expect(await placing).toMatchObject({ value: { status: 'confirmed' } });
    for (let time = 0; time < 3; time++) expect(await news()).toBe('heard');
    expect([asked('confirm'), asked('capture'), asked('refund')]).toEqual([1, 1, 0]);
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('all at once with the alarm settle once', async () => {
    await shop.place('pm_card_authenticationRequired');
    approve();
    shop.now += paymentTtlMs;
    await Promise.all([news(), shop.order.ring(), news(), shop.order.paymentChanged(call()), news()]);
    expect(asked('capture')).toBe(1);
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('about another payment are not this order’s, and ask nobody', async () => {
    await shop.place('pm_card_authenticationRequired');
    expect(await shop.order.paymentNews('pi_foreign', cause)).toBe('notMine');
    expect(asked('retrieve')).toBe(0);
  });

  it('about an order that nobody placed make none', async () => {
    expect(await shop.order.paymentNews('pi_foreign', cause)).toBe('notMine');
    expect(shop.dump).toBe('[]');
  });

  it('should come again when Stripe does not answer the question', async () => {
    await shop.place('pm_card_authenticationRequired');
    approve();
    counter.server.faults.next('retrieve', 'serverError');
    expect(await news()).toBe('unanswered');
    expect(shop.books.status).toBe('awaitingPayment');
    expect(await news()).toBe('heard');
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });
});

describe('a hold that runs out before the buyer approves (lessons 6, 12)', () => {
  beforeEach(async () => {
    shop = new Shop({ holdTtlMs: minute, stripe: counter });
    await shop.place('pm_card_authenticationRequired');
    await shop.passTo(shop.now + 2 * minute);
    approve();
  });

  it('is taken anew when there is stock', async () => {
    await news();
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });

  it('and whose stock is gone costs nothing: the authorisation is voided', async () => {
    shop.shelves.shelves.coffee = { onHand: 0, priceMinor: 1, currency: 'EUR' };
    await news();
    expect(intent()?.status).toBe('canceled');
    const coffee = { onHand: 0, held: 0, sold: 0 };
    expect(await shop.closeBooks()).toEqual({ ...booksAfter.failed, coffee });
    expect(asked('capture')).toBe(0);
  });
});

describe('a Stripe that is down', () => {
  const unavailable = { ok: false, rejection: { type: 'ServiceUnavailable', service: 'payment' } };

  it('costs a checkout that has not begun to pay nothing: at once 503, and nothing is held', async () => {
    counter.server.faults.next('any', 'unreachable', 1_000);
    expect(await shop.place('pm_card_visa')).toMatchObject(unavailable);
    expect(shop.books).toEqual(booksAfter.failed);
    expect(asked('create')).toBe(1);
  });

  it('is not even asked when it is known to be down, nor is any stock held meanwhile', async () => {
    counter.server.faults.next('any', 'serverError', 5);
    for (let time = 0; time < 5; time++)
      await counter
        .payment('pi_of_another')
        .find()
        .catch(() => {});
    const before = counter.server.seen.length;
    expect(await shop.place('pm_card_visa')).toMatchObject(unavailable);
    expect(shop.network.calls).toEqual(['reopen']);
    expect(counter.server.seen).toHaveLength(before);
    expect(shop.books).toEqual(booksAfter.failed);
  });

  it('in the middle of a payment delays giving back, and nothing else (lesson 13)', async () => {
    counter.server.faults.next('confirm', 'answerLost');
    counter.server.faults.next('retrieve', 'unreachable', 20);
    await shop.place('pm_card_visa');
    expect(counter.server.books.authorized).toBe(520);
    expect(await shop.closeBooks()).toEqual(booksAfter.failed);
  });

  it.each(['serverError', 'serverErrorAfterwards', 'answerLost'] as const)(
    'for a moment at the capture (%s) does not lose the order',
    async (fault) => {
      counter.server.faults.next('capture', fault);
      await shop.place('pm_card_visa');
      expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
    },
  );
});
