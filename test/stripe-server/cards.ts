/** An error of a payment attempt, as it stands in `last_payment_error` and in a 402. */
export interface PaymentError {
  type: 'card_error';
  code: string;
  decline_code?: string;
  message: string;
}

export type Verdict = 'approve' | 'authenticate' | PaymentError;

/** Stripe's own test PaymentMethods: docs.stripe.com/testing. */
const verdicts: Record<string, Verdict> = {
  pm_card_visa: 'approve',
  pm_card_authenticationRequired: 'authenticate',
  pm_card_visa_chargeDeclined: declined('generic_decline'),
  pm_card_visa_chargeDeclinedInsufficientFunds: declined('insufficient_funds'),
  pm_card_visa_chargeDeclinedLostCard: declined('lost_card'),
  pm_card_chargeDeclinedExpiredCard: {
    type: 'card_error',
    code: 'expired_card',
    message: 'Your card has expired.',
  },
};

export const authenticationFailed: PaymentError = {
  type: 'card_error',
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication.',
};

export function verdictOn(paymentMethod: string): Verdict | undefined {
  return Object.hasOwn(verdicts, paymentMethod) ? verdicts[paymentMethod] : undefined;
}

function declined(decline_code: string): PaymentError {
  return { type: 'card_error', code: 'card_declined', decline_code, message: 'Your card was declined.' };
}
