import { StripeServer, secretKey } from '../../../../../test/stripe-server/server.ts';
import { StripeAccess } from '../access.ts';
import { StripePayments } from '../payments.ts';

export const paymentId = 'pay_0123456789abcdefghjkmnpqrs';
export const price = { amount: 1_299, currency: 'EUR' };

/** A server that speaks like Stripe, and our way to it. */
export interface Counter {
  server: StripeServer;
  access: StripeAccess;
  /** The payment as an order sees it that has recorded this name for it. */
  payment(reference: string | null): StripePayments;
  close(): Promise<void>;
}

/** @param timeoutMs much shorter than in earnest, for tests in which nobody answers */
export async function openCounter({
  key = secretKey,
  timeoutMs = 5_000,
  now = Date.now,
} = {}): Promise<Counter> {
  const server = new StripeServer();
  const apiUrl = await server.listen();
  const access = new StripeAccess({ secretKey: key, apiUrl, timeoutMs }, now);
  return {
    server,
    access,
    payment: (reference) => new StripePayments(access, reference),
    close: () => server.close(),
  };
}
