const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The pauses that Standard Webhooks suggests, before the first attempt and each one after it: 75 hours in all. */
const pausesMs = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

export const maxAttempts = pausesMs.length;

/** Receivers that went down together are not to be called together again. */
const jitter = 0.1;

const longestPauseMs = 24 * hour;

/**
 * How long to wait for the next attempt, in ms; undefined when there is none left.
 *
 * @param attempts made so far, all of which have failed
 * @param retryAfterMs what the receiver asked for: honoured where it is longer than ours, up to a day
 * @param chance from 0 up to 1: the pause is a tenth shorter at 0, and a tenth longer at 1
 */
export function pauseAfter(
  attempts: number,
  retryAfterMs: number | undefined,
  chance: number,
): number | undefined {
  const pause = pausesMs[attempts];
  if (pause === undefined) return undefined;
  const spread = pause * (1 - jitter + 2 * jitter * chance);
  return Math.round(Math.max(spread, Math.min(retryAfterMs ?? 0, longestPauseMs)));
}

/** RFC 9110, 10.2.3: seconds, or a date. In ms from `now` (ms since 1970); undefined where it says nothing. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * second;
  // `Date.parse` alone reads "-1" as a year.
  const at = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
