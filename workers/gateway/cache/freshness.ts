/** Buyers who look at a product all at once are one question a second to its actor. */
export const freshMs = 1_000;
/** RFC 5861, 3: so long it is shown once more while it is asked for anew. No buyer waits, and the next one sees it. */
export const staleWhileRevalidateMs = 10_000;
/** RFC 5861, 4: so long it is shown when its service is away. Whatever a cart or an order does with it is asked anew. */
export const staleIfErrorMs = 300_000;

/** What may be done with an answer of this age. */
export type Freshness = 'fresh' | 'stale' | 'onlyOnError';

export function freshnessOf(ageMs: number): Freshness {
  if (ageMs < freshMs) return 'fresh';
  return ageMs < staleWhileRevalidateMs ? 'stale' : 'onlyOnError';
}
