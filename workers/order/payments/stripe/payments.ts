import type { Stripe } from 'stripe';
import type { Money } from '../../../../shared/money.ts';
import {
  orderIdOf,
  type PaymentProvider,
  type PaymentRecord,
  type RefundRecord,
  type UnknownToken,
} from '../provider.ts';
import type { StripeAccess } from './access.ts';
import { toStripe } from './amount.ts';
import { failureOf, isCardError, isRefusal, isUnexpectedState } from './errors.ts';
import { isDeclined, recordOf, refundRecordOf } from './record.ts';

const unknownPayment: PaymentRecord = {
  status: 'none',
  currency: '',
  amountMinor: 0,
  capturedMinor: 0,
  refundedMinor: 0,
};

const expand = ['latest_charge'];

/**
 * The payment of one order at Stripe: a PaymentIntent that is created first, confirmed with the buyer's token,
 * and captured when the stock is sold. Why so, and which calls carry a key of ours: docs/decisions/0010.
 */
export class StripePayments implements PaymentProvider {
  readonly #access: StripeAccess;
  /** The PaymentIntent; null while there is none that could have been asked for money. */
  readonly #reference: string | null;

  constructor(access: StripeAccess, reference: string | null) {
    this.#access = access;
    this.#reference = reference;
  }

  isAvailable(): boolean {
    return this.#access.isOpen;
  }

  async open(paymentId: string, price: Money): Promise<PaymentRecord> {
    const charged = toStripe(price);
    if (!charged) return declined(price, 'currency not supported');
    const params = {
      ...charged,
      capture_method: 'manual' as const,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const },
      metadata: metadataOf(paymentId),
    };
    const options = { idempotencyKey: `${paymentId}:create` };
    try {
      return recordOf(await this.#call((stripe) => stripe.paymentIntents.create(params, options)));
    } catch (error) {
      // Too small, too large, or a currency that the account does not take: trying again would not help.
      if (isRefusal(error)) return declined(price, (error.code ?? 'not possible').replaceAll('_', ' '));
      throw error;
    }
  }

  async authorize(paymentId: string, _amount: Money, token: string): Promise<PaymentRecord | UnknownToken> {
    const id = this.#opened();
    const params = { payment_method: token, use_stripe_sdk: true, expand };
    const options = { idempotencyKey: `${paymentId}:confirm` };
    try {
      return recordOf(await this.#call((stripe) => stripe.paymentIntents.confirm(id, params, options)));
    } catch (error) {
      if (isCardError(error) || isUnexpectedState(error)) return this.find();
      if (isRefusal(error)) return { status: 'unknownToken' };
      throw error;
    }
  }

  async capture(): Promise<PaymentRecord> {
    const id = this.#opened();
    try {
      return recordOf(await this.#call((stripe) => stripe.paymentIntents.capture(id, { expand })));
    } catch (error) {
      // Captured already, canceled, or expired at the bank: the intent says which.
      if (isCardError(error) || isRefusal(error)) return this.find();
      throw error;
    }
  }

  /** A payment without an intent was never asked for money, and never will be: there is nothing to undo. */
  async undo(paymentId: string): Promise<PaymentRecord> {
    if (this.#reference === null) return { ...unknownPayment, status: 'voided' };
    const intent = await this.#retrieve();
    const record = recordOf(intent);
    if (intent.status === 'canceled' || record.status === 'refunded') return record;
    if (intent.status !== 'succeeded') return recordOf(await this.#cancel());
    await this.#refund(paymentId, 'undo');
    return this.find();
  }

  /** Gives back a part of what was captured. Stripe refuses more than is left. */
  async refund(paymentId: string, refundId: string, amount: Money): Promise<RefundRecord> {
    const units = toStripe(amount)?.amount;
    if (units === undefined) return { status: 'refused', reason: `no refunds in ${amount.currency}` };
    try {
      return refundRecordOf(
        (await this.#madeBefore(refundId)) ?? (await this.#refund(paymentId, refundId, units)),
      );
    } catch (error) {
      if (isRefusal(error))
        return { status: 'refused', reason: (error.code ?? 'not possible').replaceAll('_', ' ') };
      throw error;
    }
  }

  async find(): Promise<PaymentRecord> {
    if (this.#reference === null) return unknownPayment;
    const intent = await this.#retrieve();
    // Whoever holds its client secret could still try another card. For us declined is declined.
    if (isDeclined(intent)) await this.#cancel();
    return recordOf(intent);
  }

  async clientSecret(): Promise<string | null> {
    const intent = await this.#retrieve();
    return intent.status === 'requires_action' ? intent.client_secret : null;
  }

  /** Stripe forgets a key after a day, so a repeat that comes later is known by its metadata. */
  async #madeBefore(refundId: string): Promise<Stripe.Refund | undefined> {
    const params = { payment_intent: this.#opened(), limit: 100 };
    const { data } = await this.#call((stripe) => stripe.refunds.list(params));
    return data.find(({ metadata }) => metadata?.refundId === refundId);
  }

  /** @param units in Stripe's count; all that is left where absent */
  async #refund(paymentId: string, refundId: string, units?: number): Promise<Stripe.Refund> {
    const params = {
      payment_intent: this.#opened(),
      ...(units === undefined ? {} : { amount: units }),
      metadata: { ...metadataOf(paymentId), refundId },
    };
    const options = { idempotencyKey: `${paymentId}:refund:${refundId}` };
    return this.#call((stripe) => stripe.refunds.create(params, options));
  }

  #cancel(): Promise<Stripe.PaymentIntent> {
    const id = this.#opened();
    return this.#call((stripe) => stripe.paymentIntents.cancel(id, { expand }));
  }

  #retrieve(): Promise<Stripe.PaymentIntent> {
    const id = this.#opened();
    return this.#call((stripe) => stripe.paymentIntents.retrieve(id, { expand }));
  }

  #opened(): string {
    if (this.#reference === null) throw new Error('stripe: a payment is used before it was opened');
    return this.#reference;
  }

  async #call<Value>(work: (stripe: Stripe) => Promise<Value>): Promise<Value> {
    const stripe = await this.#access.client();
    try {
      return await work(stripe);
    } catch (error) {
      throw failureOf(error);
    }
  }
}

/** How an intent is found in Stripe's dashboard, and its order from a webhook. */
function metadataOf(paymentId: string) {
  return { orderId: orderIdOf(paymentId), paymentId };
}

function declined({ amount, currency }: Money, declineReason: string): PaymentRecord {
  return { ...unknownPayment, status: 'declined', currency, amountMinor: amount, declineReason };
}
