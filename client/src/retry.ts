import { attempt } from './attempt.ts';
import { NoAnswer } from './no-answer.ts';
import { pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Send } from './send.ts';

/** How long a request is tried. Times are in milliseconds. */
export interface RetryLimits {
  /** Tries that nobody answers, or that are refused for now. */
  maxTries: number;
  /** Of one try. */
  tryMs: number;
  /** Of all tries with the pauses between them. */
  totalMs: number;
  /** The first pause. Each further one is twice as long, and half of it is chance. */
  firstPauseMs: number;
  longestPauseMs: number;
}

export const defaultRetryLimits: RetryLimits = {
  maxTries: 5,
  // The shop itself waits for its payment provider for 15 s.
  tryMs: 20_000,
  totalMs: 60_000,
  firstPauseMs: 250,
  longestPauseMs: 5_000,
};

/**
 * Sends again what got no answer or was refused for now, if a second time does no harm. Whatever else is
 * answered, and the last answer when the limits are reached, is handed on.
 *
 * @throws {NoAnswer} when the last try got none; the reason of the request's own signal, if its caller gives up
 */
export function retrying(send: Send, limits: RetryLimits): Send {
  return async (request) => {
    const deadline = Date.now() + limits.totalMs;
    const maxTries = isRepeatable(request) ? limits.maxTries : 1;
    let tries = 0;
    for (let pauses = 0; ; pauses++) {
      const outcome = await attempt(send, request, Math.min(limits.tryMs, deadline - Date.now()));
      const isRunning = await isFirstStillRunning(outcome);
      // Waiting for an answer that is being made is no failed try.
      if (!isRunning) tries += 1;
      const pauseMs = pauseAfter(outcome, pauses, limits);
      const isToRetry = isRunning || (isRefusedForNow(outcome) && tries < maxTries);
      if (!isToRetry || Date.now() + pauseMs >= deadline) return answered(outcome);
      await pause(pauseMs, request.signal);
    }
  };
}

/**
 * Whether a second time does no harm, and has the same answer or says that it is the second: reads; PUT and DELETE,
 * by RFC 9110, 9.2.2; POST under an Idempotency-Key; PATCH under If-Match (RFC 5789, 2), which is answered
 * 412 if it has happened already.
 */
function isRepeatable({ method, headers }: Request): boolean {
  if (method === 'POST') return headers.has('idempotency-key');
  if (method === 'PATCH') return headers.has('if-match');
  return true;
}

function isRefusedForNow(outcome: Response | NoAnswer): boolean {
  return outcome instanceof NoAnswer || outcome.status === 429 || outcome.status === 503;
}

async function isFirstStillRunning(outcome: Response | NoAnswer): Promise<boolean> {
  if (outcome instanceof NoAnswer || outcome.status !== 409) return false;
  const problem = await outcome.clone().text();
  return problem.includes('"request-in-progress"');
}

/**
 * Never sooner than the shop asks for. Half of the rest is chance, so that those who failed together do not come
 * back together.
 */
function pauseAfter(outcome: Response | NoAnswer, pauses: number, limits: RetryLimits): number {
  const longest = Math.min(limits.firstPauseMs * 2 ** pauses, limits.longestPauseMs);
  const asked = outcome instanceof NoAnswer ? 0 : retryAfterMs(outcome.headers.get('retry-after'));
  return asked + longest / 2 + (Math.random() * longest) / 2;
}

function answered(outcome: Response | NoAnswer): Response {
  if (outcome instanceof NoAnswer) throw outcome;
  return outcome;
}
