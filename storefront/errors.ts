import { KonbiniProblem, NoAnswer } from '../client/src/index.ts';
import { texts } from './texts.ts';

/**
 * What went wrong, and what to do, as a sentence to a buyer.
 *
 * @param nameOf what a product is called; its id if left out
 */
export function sentenceOf(error: unknown, nameOf = (productId: string) => productId): string {
  const { problems } = texts;
  if (error instanceof NoAnswer || error instanceof TypeError) return problems.noAnswer;
  if (!(error instanceof KonbiniProblem)) return problems.unknown;
  const sentence = error.code === 'unknown' ? undefined : problems.byCode[error.code];
  return [sentence?.(error.facts, nameOf) ?? problems.unknown, ...whenOf(error)].join(' ');
}

/** When to come again, of refusals for now. */
function whenOf({ status, retryAfterMs }: KonbiniProblem): string[] {
  if (status !== 429 && status !== 503) return [];
  if (retryAfterMs === undefined) return [texts.problems.comeAgain];
  return [texts.problems.comeAgainIn(Math.max(1, Math.ceil(retryAfterMs / 1_000)))];
}

/** The order that a refusal tells of: that of a cart which is being bought, or has been. */
export function orderIn(error: unknown): string | undefined {
  return error instanceof KonbiniProblem ? error.facts.orderId : undefined;
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof KonbiniProblem && codes.includes(error.code);
}
