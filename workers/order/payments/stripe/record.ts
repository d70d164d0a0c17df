import type { Stripe } from 'stripe';
import type { PaymentRecord, RefundRecord } from '../provider.ts';
import { fromStripe } from './amount.ts';

/** A PaymentIntent in our words. `latest_charge` must be expanded, since refunds are counted there. */
export function recordOf(intent: Stripe.PaymentIntent): PaymentRecord {
  const { currency } = intent;
  const minor = (units: number) => fromStripe(units, currency).amount;
  const capturedMinor = minor(intent.amount_received);
  const refundedMinor = minor(refundedOf(intent));
  const reason = intent.last_payment_error && reasonOf(intent.last_payment_error);
  const status = statusOf(intent, refundedMinor > 0 && refundedMinor >= capturedMinor);
  return {
    status,
    currency: currency.toUpperCase(),
    amountMinor: minor(intent.amount),
    capturedMinor,
    refundedMinor,
    reference: intent.id,
    ...(status === 'declined' && reason ? { declineReason: reason } : {}),
  };
}

/** A payment that Stripe has refused and that could be tried with another card. */
export function isDeclined({ status, last_payment_error }: Stripe.PaymentIntent): boolean {
  return status === 'requires_payment_method' && last_payment_error !== null;
}

function statusOf(intent: Stripe.PaymentIntent, isRefunded: boolean): PaymentRecord['status'] {
  switch (intent.status) {
    case 'requires_payment_method':
      return isDeclined(intent) ? 'declined' : 'opened';
    case 'requires_confirmation':
      return 'opened';
    case 'requires_action':
    // The bank has not decided. Like a buyer who has not, it is waited for until the order's deadline.
    case 'processing':
      return 'requiresAction';
    case 'requires_capture':
      return 'authorized';
    case 'succeeded':
      return isRefunded ? 'refunded' : 'captured';
    case 'canceled':
      return intent.last_payment_error ? 'declined' : 'voided';
    default:
      throw new Error(`stripe: a payment intent is ${intent.status}, which we do not know`);
  }
}

function refundedOf({ latest_charge }: Stripe.PaymentIntent): number {
  return typeof latest_charge === 'object' && latest_charge ? latest_charge.amount_refunded : 0;
}

/** What a thief must not learn; docs.stripe.com/declines/codes says to present these as a plain decline. */
const secretReasons = new Set([
  'fraudulent',
  'generic_decline',
  'lost_card',
  'merchant_blacklist',
  'pickup_card',
  'restricted_card',
  'stolen_card',
]);

/** For example "insufficient funds". */
function reasonOf({ code, decline_code }: Stripe.PaymentIntent.LastPaymentError): string {
  const reason = decline_code || code;
  if (!reason || secretReasons.has(reason)) return 'card declined';
  return reason === 'payment_intent_authentication_failure'
    ? 'authentication failed'
    : reason.replaceAll('_', ' ');
}

/** `pending` and `requires_action` are on their way; a bank that sends one back later is for a person to see to. */
export function refundRecordOf({ status, failure_reason }: Stripe.Refund): RefundRecord {
  if (status !== 'failed' && status !== 'canceled') return { status: 'refunded' };
  return { status: 'refused', reason: (failure_reason ?? status).replaceAll('_', ' ') };
}
