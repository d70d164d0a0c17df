import type { StripeEnv } from './accepted.ts';
import { type Banks, sandboxProvider } from './banks.ts';
import type { PaymentProvider } from './provider.ts';
import { StripeAccess } from './stripe/access.ts';
import { StripePayments } from './stripe/payments.ts';

let shared: { access: StripeAccess; of: string } | undefined;

/** The provider as one order uses it. @param reference the provider's name for the order's payment, if any */
export function providerOf(
  name: string,
  reference: string | null,
  env: StripeEnv & { BANKS: Banks },
): PaymentProvider {
  return name === 'stripe' ? new StripePayments(stripeAccess(env), reference) : sandboxProvider(env.BANKS);
}

/** One for all orders of this process, until its settings change. */
function stripeAccess({ STRIPE_SECRET_KEY: secretKey, STRIPE_API_URL: apiUrl }: StripeEnv): StripeAccess {
  if (!secretKey) throw new Error('the secret STRIPE_SECRET_KEY is not set');
  const of = `${apiUrl} ${secretKey}`;
  if (shared?.of !== of) shared = { access: new StripeAccess({ secretKey, apiUrl }), of };
  return shared.access;
}
