import type { ProblemCode } from '../../client/src/index.ts';

/** What to do about refusals. Where none is here, the detail of the problem is shown. */
const byCode: Partial<Record<ProblemCode | 'unknown', string>> = {
  'invalid-token': 'That token fits nobody. Check it and try again.',
  'authentication-required': 'You are not signed in any more. Reload the page to sign in.',
  forbidden: 'Your token does not reach this. Ask somebody whose token has the scope for it.',
  'rate-limited': 'Too many requests for now. Wait a moment and try again.',
  'service-unavailable': 'A service of the shop is away. Nothing is lost: try again in a moment.',
  'internal-error': 'The shop has made a mistake. Its log has more; try again.',
  'product-not-found': 'There is no product with this id. Check the id.',
  'cart-not-found': 'There is no cart with this id. Check the id.',
  'order-not-found': 'There is no order with this id. Check the id.',
  'version-mismatch': 'Somebody else has changed this meanwhile. Reload it and try again.',
  'illegal-transition': 'The order is past that: look at its status, and choose what still fits.',
  'refund-exceeds-capture': 'That is more than is left of what was paid. Choose a smaller amount.',
  'items-not-refundable': 'Fewer of these items are left to be refunded. Choose fewer.',
  'refund-refused': 'The payment provider refused the refund. Ask it why, or refund in another way.',
  'stock-held': 'Open checkouts hold more than would be left. Take fewer, or wait until they are through.',
  'queue-not-found': 'The queue that it came from is not there any more, so it cannot go back.',
  'webhook-disabled': 'The endpoint is disabled. Enable it first.',
};

export const problemTexts = {
  noAnswer: 'The shop does not answer. It is tried again; see whether its services are up.',
  unknown: (detail: string) => `That did not work: ${detail}`,
  byCode,
};
