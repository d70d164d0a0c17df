/**
 * A call to Stripe that did not do what it should. Its message is kept in the order's log, where the buyer can
 * read it: what kind of error and Stripe's id of the request, but not Stripe's text, which may name keys and
 * tokens.
 */
export class StripeFailure extends Error {
  /** The SDK's name for it, such as `StripeCardError`. */
  readonly type: string;
  /** For example `amount_too_small`. */
  readonly code: string | undefined;

  constructor({ type, code, statusCode, requestId }: Said) {
    const parts = [type, statusCode, code, requestId].filter((part) => part !== undefined);
    super(`stripe: ${parts.join(' ')}`);
    this.name = 'StripeFailure';
    this.type = type;
    this.code = code;
  }
}

/** What the SDK's errors say of themselves. Their classes are not named here, since the SDK is loaded late. */
interface Said {
  type: string;
  code?: string;
  statusCode?: number;
  requestId?: string;
}

export function failureOf(error: unknown): unknown {
  const { type } = error as Partial<Said>;
  return type?.startsWith('Stripe') ? new StripeFailure(error as Said) : error;
}

/** The card or its bank has refused. */
export function isCardError(error: unknown): error is StripeFailure {
  return error instanceof StripeFailure && error.type === 'StripeCardError';
}

/** A clear no before anything was done: the request asks for what cannot be. */
export function isRefusal(error: unknown): error is StripeFailure {
  return error instanceof StripeFailure && error.type === 'StripeInvalidRequestError';
}

/** The payment is not where the request took it to be. */
export function isUnexpectedState(error: unknown): boolean {
  return isRefusal(error) && error.code === 'payment_intent_unexpected_state';
}
