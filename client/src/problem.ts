import { problemStatuses } from './problem-statuses.ts';
import { retryAfterMs } from './retry-after.ts';

export type ProblemCode = keyof typeof problemStatuses;

/** A product that something is said about, and what: how many of it, or which price in minor units. */
export interface ProblemItem {
  productId: string;
  requested?: number;
  available?: number;
  refundable?: number;
  from?: number;
  to?: number;
}

/** What some codes bring along, beside facts that are in here only by name. */
export interface ProblemFacts {
  /** Of `insufficient-stock`, `price-changed` and `items-not-refundable`. */
  items?: readonly ProblemItem[];
  /** Of `checkout-in-progress` and `cart-converted`: the order to look at. */
  orderId?: string;
  /** Of `validation-failed`. */
  errors?: readonly { path: string; message: string }[];
  /** Of `payment-declined` and `refund-refused`. */
  reason?: string;
  [fact: string]: unknown;
}

/** A refusal of the shop: its problem document (RFC 9457), as an error. Decide by `code`. */
export class KonbiniProblem extends Error {
  override readonly name = 'KonbiniProblem';
  /** `unknown` where a proxy, or a newer shop, says what this client does not know; decide by `status` then. */
  readonly code: ProblemCode | 'unknown';
  /** The HTTP status. */
  readonly status: number;
  /** What happened, in words for developers. */
  readonly detail: string;
  readonly facts: ProblemFacts;
  /** How the shop's log calls this request. */
  readonly requestId: string | undefined;
  /** When to come again, in milliseconds, where the shop has said so: of 429 and 503. */
  readonly retryAfterMs: number | undefined;

  /** @param document the body of the answer, which is a problem document unless a proxy has made it */
  constructor(status: number, document: unknown, headers: Headers = new Headers()) {
    const { code, detail, facts } = partsOf(document);
    super(`${status} ${code}: ${detail}`);
    this.code = isProblemCode(code) ? code : 'unknown';
    this.status = status;
    this.detail = detail;
    this.facts = facts;
    this.requestId = headers.get('request-id') ?? undefined;
    const retryAfter = headers.get('retry-after');
    this.retryAfterMs = retryAfter === null ? undefined : retryAfterMs(retryAfter);
  }
}

function partsOf(document: unknown): { code: string; detail: string; facts: ProblemFacts } {
  if (typeof document !== 'object' || document === null) {
    return { code: 'unknown', detail: String(document || 'no details'), facts: {} };
  }
  const { type, title, status, code, detail, ...facts } = document as Record<string, unknown>;
  return { code: String(code), detail: String(detail ?? title ?? 'no details'), facts };
}

export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(problemStatuses, code);
}
