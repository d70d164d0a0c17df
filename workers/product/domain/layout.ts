/** From `since` on (ms since 1970), stock is held in so many shards; in none of them where `count` is 1. */
export interface Layout {
  since: number;
  count: number;
}

/** Of a product that was never split: everything is held in its own actor. */
export const ownLayout: Layout = { since: 0, count: 1 };

/**
 * Which shard has this hold; null: the product's own actor. It goes by when the order was placed, which never
 * changes: so a hold is found where it was made, however the stock was split since.
 */
export function homeOf(layouts: readonly Layout[], holdId: string, placedAt: number): number | null {
  const { count } = layouts.findLast(({ since }) => since <= placedAt) ?? ownLayout;
  return count === 1 ? null : hashOf(holdId) % count;
}

/** FNV-1a, 32 bits. Part of where holds are: it must never change. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
