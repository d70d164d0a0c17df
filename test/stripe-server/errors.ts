/** An error as Stripe answers it: docs.stripe.com/api/errors. */
export class StripeProblem extends Error {
  readonly status: number;
  readonly error: Record<string, unknown>;
  /** Found before the endpoint begins its work, so no idempotency key remembers it. */
  readonly isValidation: boolean;

  constructor(status: number, error: Record<string, unknown>, isValidation = false) {
    super(String(error.message));
    this.status = status;
    this.error = error;
    this.isValidation = isValidation;
  }
}

export function invalid(message: string, facts: Record<string, unknown> = {}): StripeProblem {
  return new StripeProblem(400, { type: 'invalid_request_error', message, ...facts }, true);
}

export function missing(what: string, id: string, param: string): StripeProblem {
  const message = `No such ${what}: '${id}'`;
  const error = { type: 'invalid_request_error', code: 'resource_missing', message, param };
  return new StripeProblem(param === 'intent' ? 404 : 400, error);
}

export function unexpectedState(doing: string, intent: { id: string; status: string }): StripeProblem {
  const message = `This PaymentIntent could not be ${doing} because it has a status of ${intent.status}.`;
  return new StripeProblem(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  });
}

export function cardError(failure: object, intent: object): StripeProblem {
  return new StripeProblem(402, { ...failure, payment_intent: intent });
}

export const serverError = new StripeProblem(500, { type: 'api_error', message: 'Something went wrong.' });
export const tooManyRequests = new StripeProblem(
  429,
  { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' },
  true,
);
