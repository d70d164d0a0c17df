import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StripeAccess } from './access.ts';
import { StripePayments } from './payments.ts';

/*
 * Stripe itself, in test mode: what the local server is only built to resemble. Moves no money. It needs a
 * secret key of a test account, and is skipped, visibly, without one:
 *
 *   STRIPE_TEST_KEY=sk_test_… npx vitest run --project unit real-stripe
 */

const key = process.env.STRIPE_TEST_KEY ?? '';
const title = key ? 'Stripe in test mode' : 'Stripe in test mode (SKIPPED: no STRIPE_TEST_KEY)';
const price = { amount: 1_299, currency: 'EUR' };

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(!key)(title, () => {
  const access = new StripeAccess({ secretKey: key, apiUrl: 'https://api.stripe.com' });
  let paymentId: string;
  let payment: StripePayments;

  beforeEach(async () => {
    if (!/^[a-z]+_test_/.test(key)) throw new Error('STRIPE_TEST_KEY must be a key of test mode');
    paymentId = `pay_${crypto.randomUUID().replaceAll('-', '').slice(0, 26)}`;
    const opened = await new StripePayments(access, null).open(paymentId, price);
    expect(opened).toMatchObject({ status: 'opened', amountMinor: 1_299, currency: 'EUR' });
    payment = new StripePayments(access, opened.reference ?? null);
  });

  it('authorises, captures once, refunds a part once, and gives back the rest', async () => {
    expect(await payment.authorize(paymentId, price, 'pm_card_visa')).toMatchObject({ status: 'authorized' });
    expect(await payment.capture()).toMatchObject({ status: 'captured', capturedMinor: 1_299 });
    expect(await payment.capture()).toMatchObject({ status: 'captured', capturedMinor: 1_299 });
    const part = { amount: 300, currency: 'EUR' };
    expect(await payment.refund(paymentId, 'r1', part)).toMatchObject({ refundedMinor: 300 });
    expect(await payment.refund(paymentId, 'r1', part)).toMatchObject({ refundedMinor: 300 });
    expect(await payment.undo(paymentId)).toMatchObject({ status: 'refunded', refundedMinor: 1_299 });
  });

  it('declines for good', async () => {
    const token = 'pm_card_visa_chargeDeclinedInsufficientFunds';
    const declined = { status: 'declined', declineReason: 'insufficient funds' };
    expect(await payment.authorize(paymentId, price, token)).toMatchObject(declined);
    expect(await payment.find()).toMatchObject({ status: 'declined' });
  });

  it('waits for a buyer, and is voided', async () => {
    const token = 'pm_card_authenticationRequired';
    expect(await payment.authorize(paymentId, price, token)).toMatchObject({ status: 'requiresAction' });
    expect(await payment.clientSecret()).toContain('_secret_');
    expect(await payment.undo(paymentId)).toMatchObject({ status: 'voided' });
    expect(await payment.clientSecret()).toBeNull();
  });

  it('does not know a token that nobody gave out', async () => {
    expect(await payment.authorize(paymentId, price, 'pm_nobody')).toEqual({ status: 'unknownToken' });
    expect(await payment.undo(paymentId)).toMatchObject({ status: 'voided' });
  });

  it('takes no amount below its least', async () => {
    const little = { amount: 1, currency: 'EUR' };
    const opened = await new StripePayments(access, null).open(`${paymentId}x`, little);
    expect(opened).toMatchObject({ status: 'declined', declineReason: 'amount too small' });
  });
});
