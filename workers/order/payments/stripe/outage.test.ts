import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../../test/stripe-server/faults.ts';
import { type Counter, openCounter, paymentId, price } from './test-support/counter.ts';

let counter: Counter;
afterEach(() => counter.close());

async function opened() {
  const { reference } = await counter.payment(null).open(paymentId, price);
  return counter.payment(reference as string);
}

describe('a call whose outcome is unknown', () => {
  beforeEach(async () => {
    counter = await openCounter({ timeoutMs: 200 });
  });

  it.each<[Fault, string]>([
    ['unreachable', 'stripe: StripeConnectionError'],
    ['answerLost', 'stripe: StripeConnectionError'],
    ['hangs', 'stripe: StripeConnectionError'],
    ['serverError', 'stripe: StripeAPIError 500 req_test1'],
    ['serverErrorAfterwards', 'stripe: StripeAPIError 500 req_test1'],
    ['tooManyRequests', 'stripe: StripeRateLimitError 429 rate_limit req_test1'],
  ])('throws (%s), and Stripe is asked once: repeating is the saga’s', async (fault, message) => {
    const payment = await opened();
    counter.server.faults.next('confirm', fault);
    const outcome = payment.authorize(paymentId, price, 'pm_card_visa');
    await expect(outcome).rejects.toThrow(new RegExp(`^${message}$`));
    expect(counter.server.count('confirm')).toBe(1);
  });

  it('is found out by asking', async () => {
    const payment = await opened();
    counter.server.faults.next('confirm', 'answerLost');
    await payment.authorize(paymentId, price, 'pm_card_visa').catch(() => {});
    expect(await payment.find()).toMatchObject({ status: 'authorized', amountMinor: 1_299 });
  });

  it('says nothing of tokens and keys, which an order would keep', async () => {
    await counter.close();
    counter = await openCounter({ key: 'sk_test_wrong' });
    const failure = await counter.payment(null).open(paymentId, price).catch(String);
    expect(failure).toBe('StripeFailure: stripe: StripeAuthenticationError 401 req_test0');
  });
});

describe('a Stripe that does not answer', () => {
  const timeoutMs = 300;
  const attempt = () => counter.payment(null).open(paymentId, price);

  it.each<Fault>(['hangs', 'unreachable', 'serverError'])(
    'is left alone after five times in a row (%s), for every order of the process',
    async (fault) => {
      counter = await openCounter({ timeoutMs });
      counter.server.faults.next('any', fault, 5);
      for (let time = 0; time < 5; time++) {
        expect(counter.payment(null).isAvailable()).toBe(true);
        await expect(attempt()).rejects.toThrow('stripe:');
      }
      expect(counter.payment('pi_of_another_order').isAvailable()).toBe(false);
      const asked = counter.server.seen.length;
      const started = performance.now();
      await expect(attempt()).rejects.toThrow('StripeConnectionError');
      expect(performance.now() - started).toBeLessThan(timeoutMs);
      expect(counter.server.seen).toHaveLength(asked);
    },
  );

  it.each([
    ['a declined card', 'pm_card_visa_chargeDeclined'],
    ['a token that nobody knows', 'pm_nobody'],
  ])('is another thing than %s', async (_, token) => {
    counter = await openCounter();
    for (let time = 0; time < 6; time++) {
      const { reference } = await counter.payment(null).open(`pay_${time}`, price);
      await counter.payment(reference as string).authorize(`pay_${time}`, price, token);
    }
    expect(counter.payment(null).isAvailable()).toBe(true);
  });

  it('is another thing than one that is asked too often', async () => {
    counter = await openCounter();
    counter.server.faults.next('any', 'tooManyRequests', 6);
    for (let time = 0; time < 6; time++) await attempt().catch(() => {});
    expect(counter.payment(null).isAvailable()).toBe(true);
  });
});

it('is asked again after a pause, and everything goes on when it answers', async () => {
  let now = 0;
  counter = await openCounter({ now: () => now });
  counter.server.faults.next('any', 'serverError', 5);
  for (let time = 0; time < 5; time++)
    await counter
      .payment(null)
      .open(`pay_${time}`, price)
      .catch(() => {});
  expect(counter.payment(null).isAvailable()).toBe(false);
  now += 10_000;
  expect(counter.payment(null).isAvailable()).toBe(true);
  expect(await counter.payment(null).open(paymentId, price)).toMatchObject({ status: 'opened' });
  now += 1;
  expect(await counter.payment(null).open('pay_next', price)).toMatchObject({ status: 'opened' });
});
