import { KonbiniProblem, NoAnswer } from '../client/src/index.ts';
import { texts } from './texts.ts';

/** What the page itself does not do, with the sentence that says why. */
export class Refusal extends Error {}

/** What went wrong and what to do about it, as a sentence. */
export function sentenceOf(error: unknown): string {
  if (error instanceof NoAnswer || error instanceof TypeError) return texts.problems.noAnswer;
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof KonbiniProblem)) return texts.problems.unknown(String(error));
  const known = texts.problems.byCode[error.code];
  return known ?? texts.problems.unknown(withErrors(error));
}

function withErrors({ detail, facts }: KonbiniProblem): string {
  const errors = (facts.errors ?? []).map(({ path, message }) => `${path} ${message}`);
  return errors.length > 0 ? errors.join('; ') : detail;
}
