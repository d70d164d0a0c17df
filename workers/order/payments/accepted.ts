import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { isSandboxToken } from './sandbox-bank.ts';
import { isLiveKey } from './stripe/access.ts';

export interface StripeEnv {
  /** Absent or empty: no payments by Stripe. */
  STRIPE_SECRET_KEY?: string;
  /** Where Stripe is, or a server that speaks like it. */
  STRIPE_API_URL: string;
}

/** What Stripe.js gives a browser for a card: the id of a PaymentMethod. */
const stripeToken = /^pm_[A-Za-z0-9_]{1,250}$/;

/** What is wrong with how a buyer wants to pay, found before anything is begun; undefined where nothing is. */
export function unusablePayment(
  provider: 'sandbox' | 'stripe',
  token: string,
  { STRIPE_SECRET_KEY: key = '' }: Pick<StripeEnv, 'STRIPE_SECRET_KEY'>,
): Rejection | undefined {
  // A shop that takes real money sells nothing for play money.
  const isSetUp = provider === 'stripe' ? key !== '' : !isLiveKey(key);
  if (!isSetUp) return { type: 'UnknownPaymentProvider', provider };
  const isToken = provider === 'stripe' ? stripeToken.test(token) : isSandboxToken(token);
  return isToken ? undefined : { type: 'UnknownPaymentToken' };
}
