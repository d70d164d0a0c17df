import { describe, expect, it } from 'vitest';
import { unusablePayment } from './accepted.ts';

const unknownToken = { type: 'UnknownPaymentToken' };
const notSetUp = (provider: string) => ({ type: 'UnknownPaymentProvider', provider });

const noKey = {};
const emptyKey = { STRIPE_SECRET_KEY: '' };
const testKey = { STRIPE_SECRET_KEY: 'sk_test_1' };
const liveKey = { STRIPE_SECRET_KEY: 'sk_live_1' };
const restrictedLiveKey = { STRIPE_SECRET_KEY: 'rk_live_1' };

describe('how a buyer may pay', () => {
  it.each([
    ['sandbox', 'tok_ok', noKey, undefined],
    ['sandbox', 'tok_ok', testKey, undefined],
    ['sandbox', 'pm_card_visa', testKey, unknownToken],
    ['stripe', 'pm_card_visa', noKey, notSetUp('stripe')],
    ['stripe', 'pm_card_visa', emptyKey, notSetUp('stripe')],
    ['stripe', 'pm_card_visa', testKey, undefined],
    ['stripe', 'pm_1QZ0aB', liveKey, undefined],
    ['stripe', 'tok_ok', testKey, unknownToken],
    ['stripe', 'pm_', testKey, unknownToken],
    ['stripe', 'pm_1/../refunds', testKey, unknownToken],
    ['stripe', 'pi_1', testKey, unknownToken],
  ] as const)('%s with %s, where %j is set: %j', (provider, token, env, verdict) => {
    expect(unusablePayment(provider, token, env)).toEqual(verdict);
  });

  it.each([liveKey, restrictedLiveKey])('with play money not, where %j moves real money', (env) => {
    expect(unusablePayment('sandbox', 'tok_ok', env)).toEqual(notSetUp('sandbox'));
  });
});
