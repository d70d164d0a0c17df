import * as z from 'zod';
import { orderIdSchema } from '../../../../shared/ids.ts';

/** Stripe's own tolerance: a signature older than this, or from further in the future, may be a replay. */
const toleranceSeconds = 300;

/** Events after which a payment of ours may stand differently. */
const paymentEvents: readonly string[] = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
];

/** What is read of an event: whose it is, and nothing of what it claims. */
const eventSchema = z.object({
  type: z.string(),
  livemode: z.boolean(),
  /** Set where the event is of another account that is connected to ours. */
  account: z.string().nullish(),
  data: z.object({
    object: z.object({
      id: z.string(),
      /** On a charge. */
      payment_intent: z.string().nullish(),
      metadata: z.object({ orderId: orderIdSchema }),
    }),
  }),
});

/** Which payment of which order has news, or why the event is of no interest. */
export type News = { orderId: string; reference: string } | { ignored: string };

/** @param isLive whether this shop's key moves real money */
export function newsOf(event: unknown, isLive: boolean): News {
  const type = (event as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !paymentEvents.includes(type)) return { ignored: 'not about a payment' };
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return { ignored: 'not a payment of this shop' };
  const { livemode, account, data } = parsed.data;
  if (livemode !== isLive)
    return { ignored: livemode ? 'real money, and a test key' : 'test money, and a live key' };
  if (account) return { ignored: 'another account' };
  const { id, payment_intent, metadata } = data.object;
  return { orderId: metadata.orderId, reference: payment_intent ?? id };
}

/**
 * Whether Stripe has signed this body, with this secret, within five minutes of now. Without a secret nothing
 * is believed (lesson 26).
 *
 * @param now ms since 1970
 */
export async function isSignedByStripe(
  body: string,
  header: string | null,
  secret: string | undefined,
  now: number,
): Promise<boolean> {
  if (!secret || header === null || isFromTheFuture(header, now)) return false;
  const { Stripe } = await import('stripe');
  const crypto = Stripe.createSubtleCryptoProvider();
  return Stripe.webhooks.constructEventAsync(body, header, secret, toleranceSeconds, crypto, now).then(
    () => true,
    () => false,
  );
}

/** The SDK looks at the past only. A header with more than one time could show us another than it shows the SDK. */
function isFromTheFuture(header: string, now: number): boolean {
  const times = header.split(',').filter((part) => part.startsWith('t='));
  const signedAt = Number(times[0]?.slice('t='.length));
  return times.length !== 1 || !(signedAt <= now / 1000 + toleranceSeconds);
}
