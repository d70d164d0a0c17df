import type { NoSuchMoment } from '../actor/moment.ts';
import { type Problem, problem } from '../http/problem-document.ts';
import { validationProblem } from '../http/validation.ts';
import { timeOrNull } from './time.ts';

export const neverVerified = problem(
  404,
  'verification-not-found',
  'Never verified',
  'It was never verified. A POST to the same path does it.',
);

/** The state was asked for at a moment at which there was none. */
export function noSuchMoment(why: NoSuchMoment): Problem {
  return validationProblem([{ path: 'at', message: messageOf(why) }]);
}

function messageOf(why: NoSuchMoment): string {
  if (why.type === 'InTheFuture') return `must not be in the future: the last event is ${why.lastSeq}`;
  const first = why.first === null ? null : timeOrNull(why.first);
  return `must not be before the first event${first === null ? '' : `, which was at ${first}`}`;
}
