import { authenticationFailed, type PaymentError, verdictOn } from './cards.ts';
import { cardError, invalid, missing, unexpectedState } from './errors.ts';
import { type Form, textOf, textsIn } from './form.ts';
import type { Charge, Intent, Refund } from './intent.ts';

/** What Stripe knows: its PaymentIntents, what became of them, and whom it tells. */
export class Ledger {
  readonly intents = new Map<string, Intent>();
  readonly charges = new Map<string, Charge>();
  readonly refunds: Refund[] = [];
  readonly #tell: (type: string, object: Intent | Charge) => void;
  #made = 0;

  constructor(tell: (type: string, object: Intent | Charge) => void) {
    this.#tell = tell;
  }

  create(form: Form): Intent {
    const amount = Number(textOf(form, 'amount'));
    const currency = textOf(form, 'currency') ?? '';
    if (!Number.isSafeInteger(amount) || amount < 1) {
      throw invalid('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
    }
    if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, { param: 'currency' });
    // 0.50 USD is the least, and eight digits the most.
    if (amount < 50)
      throw invalid('Amount must be at least 50', { code: 'amount_too_small', param: 'amount' });
    if (amount > 99_999_999) throw invalid('Too large', { code: 'amount_too_large', param: 'amount' });
    const id = this.#id('pi');
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount,
      amount_capturable: 0,
      amount_received: 0,
      capture_method: textOf(form, 'capture_method') ?? 'automatic',
      client_secret: `${id}_secret_${this.#made}`,
      currency,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      metadata: textsIn(form, 'metadata'),
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    };
    this.intents.set(id, intent);
    return intent;
  }

  find(id: string): Intent {
    const intent = this.intents.get(id);
    if (!intent) throw missing('payment_intent', id, 'intent');
    return intent;
  }

  confirm(id: string, form: Form): Intent {
    const intent = this.find(id);
    const paymentMethod = textOf(form, 'payment_method') ?? '';
    const verdict = verdictOn(paymentMethod);
    if (!verdict) throw missing('PaymentMethod', paymentMethod, 'payment_method');
    if (intent.status !== 'requires_payment_method') throw unexpectedState('confirmed', intent);
    if (verdict === 'approve') return this.#authorize(intent, paymentMethod);
    if (verdict === 'authenticate') {
      intent.status = 'requires_action';
      intent.next_action = { type: 'use_stripe_sdk' };
      intent.payment_method = paymentMethod;
      this.#tell('payment_intent.requires_action', intent);
      return intent;
    }
    this.#decline(intent, verdict);
    throw cardError(verdict, intent);
  }

  /** The buyer approves or refuses in the bank's window. */
  authenticate(id: string, approve: boolean): void {
    const intent = this.find(id);
    if (intent.status !== 'requires_action') return;
    if (approve) this.#authorize(intent, intent.payment_method ?? '');
    else this.#decline(intent, authenticationFailed);
  }

  capture(id: string): Intent {
    const intent = this.find(id);
    if (intent.status !== 'requires_capture') throw unexpectedState('captured', intent);
    intent.status = 'succeeded';
    intent.amount_received = intent.amount_capturable;
    intent.amount_capturable = 0;
    Object.assign(this.#chargeOf(intent), { captured: true, amount_captured: intent.amount_received });
    this.#tell('payment_intent.succeeded', intent);
    return intent;
  }

  cancel(id: string): Intent {
    const intent = this.find(id);
    if (intent.status === 'succeeded' || intent.status === 'canceled')
      throw unexpectedState('canceled', intent);
    intent.status = 'canceled';
    intent.amount_capturable = 0;
    intent.next_action = null;
    this.#tell('payment_intent.canceled', intent);
    return intent;
  }

  refund(form: Form): Refund {
    const intent = this.find(textOf(form, 'payment_intent') ?? '');
    if (intent.status !== 'succeeded')
      throw invalid('This PaymentIntent has no successful charge to refund.');
    const charge = this.#chargeOf(intent);
    const left = charge.amount_captured - charge.amount_refunded;
    const amount = Number(textOf(form, 'amount') ?? left);
    if (left === 0) throw invalid('Charge has already been refunded.', { code: 'charge_already_refunded' });
    if (amount > left) throw invalid(`Refund amount (${amount}) is greater than unrefunded amount (${left})`);
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount_captured;
    const refund: Refund = {
      id: this.#id('re'),
      object: 'refund',
      amount,
      charge: charge.id,
      currency: intent.currency,
      metadata: textsIn(form, 'metadata'),
      payment_intent: intent.id,
      status: 'succeeded',
    };
    this.refunds.unshift(refund);
    this.#tell('charge.refunded', charge);
    return refund;
  }

  /** With the charge in place of its id, as `expand[]=latest_charge` asks for. */
  expanded(intent: Intent): Intent {
    return intent.latest_charge === null ? intent : { ...intent, latest_charge: this.#chargeOf(intent) };
  }

  #authorize(intent: Intent, paymentMethod: string): Intent {
    const charge: Charge = {
      id: this.#id('ch'),
      object: 'charge',
      amount: intent.amount,
      amount_captured: 0,
      amount_refunded: 0,
      captured: false,
      currency: intent.currency,
      livemode: intent.livemode,
      metadata: intent.metadata,
      payment_intent: intent.id,
      refunded: false,
    };
    this.charges.set(charge.id, charge);
    const authorized = { payment_method: paymentMethod, latest_charge: charge.id, next_action: null };
    Object.assign(intent, authorized, { status: 'requires_capture', amount_capturable: intent.amount });
    this.#tell('payment_intent.amount_capturable_updated', intent);
    return intent;
  }

  #decline(intent: Intent, error: PaymentError): void {
    Object.assign(intent, {
      status: 'requires_payment_method',
      last_payment_error: error,
      next_action: null,
    });
    this.#tell('payment_intent.payment_failed', intent);
  }

  #chargeOf({ latest_charge }: Intent): Charge {
    const charge = this.charges.get(String(latest_charge));
    if (!charge) throw new Error(`no charge ${latest_charge}`);
    return charge;
  }

  #id(prefix: string): string {
    this.#made += 1;
    return `${prefix}_test${String(this.#made).padStart(6, '0')}`;
  }
}
