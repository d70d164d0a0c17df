import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StripePayments } from './payments.ts';
import { type Counter, openCounter, paymentId, price } from './test-support/counter.ts';

let counter: Counter;
let payment: StripePayments;
let intentId: string;

beforeEach(async () => {
  counter = await openCounter();
  const { reference } = await counter.payment(null).open(paymentId, price);
  intentId = reference as string;
  payment = counter.payment(intentId);
});
afterEach(() => counter.close());

function record(status: string, changes = {}) {
  const reference = intentId;
  return {
    status,
    currency: 'EUR',
    amountMinor: 1_299,
    capturedMinor: 0,
    refundedMinor: 0,
    reference,
    ...changes,
  };
}

const captured = { capturedMinor: 1_299 };
const refunded = { capturedMinor: 1_299, refundedMinor: 1_299 };
const pay = (token = 'pm_card_visa') => payment.authorize(paymentId, price, token);
const asked = (operation: Parameters<Counter['server']['count']>[0]) => counter.server.count(operation);

describe('opening', () => {
  it('makes an intent for manual capture that asks nobody for money', async () => {
    expect(await payment.find()).toEqual(record('opened'));
    const { form, key } = counter.server.seen[0] ?? {};
    expect(key).toBe(`${paymentId}:create`);
    expect(form).toEqual({
      amount: '1299',
      currency: 'eur',
      capture_method: 'manual',
      automatic_payment_methods: { enabled: 'true', allow_redirects: 'never' },
      metadata: { orderId: 'ord_0123456789abcdefghjkmnpqrs', paymentId },
    });
  });

  it('again is the same intent (lesson 12)', async () => {
    expect(await counter.payment(null).open(paymentId, price)).toEqual(record('opened'));
    expect(counter.server.ledger.intents.size).toBe(1);
  });

  it.each([
    [{ amount: 49, currency: 'EUR' }, 'amount too small'],
    [{ amount: 0, currency: 'EUR' }, 'parameter invalid integer'],
    [{ amount: 100_000_000, currency: 'EUR' }, 'amount too large'],
    [{ amount: 1_000, currency: 'MGA' }, 'currency not supported'],
  ])('of %j is declined: Stripe takes no such amount', async (amount, declineReason) => {
    const opened = await counter.payment(null).open('pay_other', amount);
    expect(opened).toMatchObject({ status: 'declined', amountMinor: amount.amount, declineReason });
  });

  it('counts krónur as Stripe does, and as we do on the way back', async () => {
    const opened = await counter.payment(null).open('pay_isk', { amount: 5, currency: 'ISK' });
    expect(opened).toMatchObject({ status: 'opened', amountMinor: 5, currency: 'ISK' });
    expect(counter.server.seen.at(-1)?.form.amount).toBe('500');
  });
});

describe('a token decides', () => {
  it.each([
    ['pm_card_visa', record('authorized')],
    ['pm_card_authenticationRequired', record('requiresAction')],
    ['pm_card_visa_chargeDeclined', record('declined', { declineReason: 'card declined' })],
    [
      'pm_card_visa_chargeDeclinedInsufficientFunds',
      record('declined', { declineReason: 'insufficient funds' }),
    ],
    ['pm_card_chargeDeclinedExpiredCard', record('declined', { declineReason: 'expired card' })],
    // A thief must not learn that the card is known to be stolen.
    ['pm_card_visa_chargeDeclinedLostCard', record('declined', { declineReason: 'card declined' })],
    ['pm_nobody', { status: 'unknownToken' }],
  ])('%s', async (token, expected) => {
    expect(await pay(token)).toEqual({
      ...expected,
      ...('reference' in expected ? { reference: intentId } : {}),
    });
  });

  it('and what is declined stays so: its client secret opens nothing any more', async () => {
    await pay('pm_card_visa_chargeDeclined');
    expect(counter.server.ledger.find(intentId).status).toBe('canceled');
    expect(await payment.find()).toEqual(record('declined', { declineReason: 'card declined' }));
    const another = () => counter.server.ledger.confirm(intentId, { payment_method: 'pm_card_visa' });
    expect(another).toThrow('status of canceled');
  });
});

describe('authorising', () => {
  it('again is the same operation, with the same key', async () => {
    await pay();
    expect(await pay()).toEqual(record('authorized'));
    expect(counter.server.seen.filter(({ key }) => key === `${paymentId}:confirm`)).toHaveLength(2);
    expect(counter.server.books).toEqual({ authorized: 1_299, kept: 0 });
  });

  it('again while the first is still at it is nobody’s knowledge, and authorises once', async () => {
    counter.server.faults.next('confirm', 'slow');
    const first = pay();
    while (asked('confirm') === 0) await new Promise((resume) => setTimeout(resume, 5));
    await expect(pay()).rejects.toThrow('409 idempotency_key_in_use');
    expect(await first).toEqual(record('authorized'));
  });

  it('by a token that is not the first one is refused, and changes nothing', async () => {
    await pay();
    await expect(pay('pm_card_visa_chargeDeclined')).rejects.toThrow('StripeIdempotencyError');
    expect(await payment.find()).toEqual(record('authorized'));
  });

  it('before opening is a mistake of ours', async () => {
    await expect(counter.payment(null).authorize(paymentId, price, 'pm_card_visa')).rejects.toThrow(
      'before it was opened',
    );
  });

  it('that the buyer approves afterwards is authorised', async () => {
    await pay('pm_card_authenticationRequired');
    expect(await payment.clientSecret()).toBe(counter.server.ledger.find(intentId).client_secret);
    counter.server.ledger.authenticate(intentId, true);
    expect(await payment.find()).toEqual(record('authorized'));
    expect(await payment.clientSecret()).toBeNull();
  });

  it('that the buyer refuses is declined for good', async () => {
    await pay('pm_card_authenticationRequired');
    counter.server.ledger.authenticate(intentId, false);
    expect(await payment.find()).toEqual(record('declined', { declineReason: 'authentication failed' }));
    expect(counter.server.ledger.find(intentId).status).toBe('canceled');
  });
});

describe('capturing', () => {
  beforeEach(() => pay());

  it('takes the money once (lesson 10)', async () => {
    expect(await payment.capture()).toEqual(record('captured', captured));
    expect(await payment.capture()).toEqual(record('captured', captured));
    expect(counter.server.books).toEqual({ authorized: 0, kept: 1_299 });
  });

  it('what is voided takes nothing', async () => {
    await payment.undo(paymentId);
    expect(await payment.capture()).toEqual(record('voided'));
    expect(counter.server.books).toEqual({ authorized: 0, kept: 0 });
  });

  it('is not held up for a day by a 500 that Stripe remembers', async () => {
    counter.server.faults.next('capture', 'serverError');
    await expect(payment.capture()).rejects.toThrow('stripe: StripeAPIError 500 req_test');
    expect(await payment.capture()).toEqual(record('captured', captured));
  });
});

describe('undoing', () => {
  it('what was never opened asks nobody, and is remembered by the order alone', async () => {
    const before = counter.server.seen.length;
    expect(await counter.payment(null).undo(paymentId)).toMatchObject({ status: 'voided', capturedMinor: 0 });
    expect(counter.server.seen).toHaveLength(before);
    expect(await counter.payment(null).find()).toMatchObject({ status: 'none' });
  });

  it.each([
    ['opened', undefined],
    ['authorized', 'pm_card_visa'],
    ['requiresAction', 'pm_card_authenticationRequired'],
  ])('what is %s voids it, and once is enough', async (_, token) => {
    if (token) await pay(token);
    expect(await payment.undo(paymentId)).toEqual(record('voided'));
    expect(await payment.undo(paymentId)).toEqual(record('voided'));
    expect(asked('cancel')).toBe(1);
    expect(counter.server.books).toEqual({ authorized: 0, kept: 0 });
  });

  it('before a confirmation arrives leaves it nothing to confirm (lesson 13)', async () => {
    await payment.undo(paymentId);
    expect(await pay()).toEqual(record('voided'));
    counter.server.ledger.authenticate(intentId, true);
    expect(counter.server.books).toEqual({ authorized: 0, kept: 0 });
  });

  it('what was captured gives it back once', async () => {
    await pay();
    await payment.capture();
    expect(await payment.undo(paymentId)).toEqual(record('refunded', refunded));
    expect(await payment.undo(paymentId)).toEqual(record('refunded', refunded));
    expect(asked('refund')).toBe(1);
  });

  it('after a partial refund gives back the rest', async () => {
    await pay();
    await payment.capture();
    await payment.refund(paymentId, 'r1', { amount: 300, currency: 'EUR' });
    expect(await payment.undo(paymentId)).toEqual(record('refunded', refunded));
    expect(counter.server.books.kept).toBe(0);
  });

  it('whose answer was lost is found done', async () => {
    await pay();
    await payment.capture();
    counter.server.faults.next('refund', 'answerLost');
    await expect(payment.undo(paymentId)).rejects.toThrow('StripeConnectionError');
    expect(await payment.undo(paymentId)).toEqual(record('refunded', refunded));
    expect(counter.server.ledger.refunds).toHaveLength(1);
  });
});

describe('refunding', () => {
  const part = (amount: number) => ({ amount, currency: 'EUR' });
  beforeEach(async () => {
    await pay();
    await payment.capture();
  });

  it('gives back a part, and says what has come back in sum', async () => {
    expect(await payment.refund(paymentId, 'r1', part(300))).toEqual({ status: 'refunded' });
    expect(await payment.find()).toEqual(record('captured', { ...captured, refundedMinor: 300 }));
    expect(await payment.refund(paymentId, 'r2', part(999))).toEqual({ status: 'refunded' });
    expect(await payment.find()).toEqual(record('refunded', refunded));
  });

  it('by the same id is the same refund, also when Stripe has forgotten the key', async () => {
    counter.server.faults.next('refund', 'answerLost');
    await expect(payment.refund(paymentId, 'r1', part(300))).rejects.toThrow('StripeConnectionError');
    counter.server.keys.forget();
    for (let i = 0; i < 2; i++)
      expect(await payment.refund(paymentId, 'r1', part(300))).toEqual({ status: 'refunded' });
    expect(await payment.find()).toMatchObject({ refundedMinor: 300 });
    expect(counter.server.ledger.refunds).toHaveLength(1);
  });

  it('twice at once refunds once (lesson 14)', async () => {
    const both = [payment.refund(paymentId, 'r1', part(300)), payment.refund(paymentId, 'r1', part(300))];
    await Promise.allSettled(both);
    expect(counter.server.books.kept).toBe(999);
  });

  it('more than is left is refused, and nothing is given back (lesson 14)', async () => {
    expect(await payment.refund(paymentId, 'r1', part(1_300))).toMatchObject({ status: 'refused' });
    expect(counter.server.books.kept).toBe(1_299);
  });

  it('all of it a second time is refused with the reason', async () => {
    await payment.refund(paymentId, 'r1', part(1_299));
    expect(await payment.refund(paymentId, 'r2', part(1))).toEqual({
      status: 'refused',
      reason: 'charge already refunded',
    });
  });
});
