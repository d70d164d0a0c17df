import type { Taken } from './limiter.ts';
import { windowMs } from './policy.ts';

/**
 * The RateLimit fields (draft-ietf-httpapi-ratelimit-headers-10): what may be asked in a window, and what is left of it.
 * Of two counts by one policy, caller's and address's, the one that runs out first.
 */
export function rateLimitHeaders(taken: readonly Taken[]): Record<string, string> {
  const tightest = new Map<string, Taken>();
  for (const one of taken) {
    const other = tightest.get(one.policy);
    if (!other || one.remaining < other.remaining) tightest.set(one.policy, one);
  }
  if (tightest.size === 0) return {};
  const all = [...tightest.values()];
  return {
    'ratelimit-policy': all
      .map(({ policy, quota }) => `"${policy}";q=${quota};w=${windowMs / 1_000}`)
      .join(', '),
    ratelimit: all
      .map(({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`)
      .join(', '),
  };
}
