import type { WireEntry } from '../../shared/contracts/faults.ts';
import { type Way, wayBetween, ways } from './geometry.ts';

/** Something that was said, on its way in the picture. */
export interface Hop extends WireEntry {
  way: Way;
  /** ms since the first of them. */
  afterMs: number;
}

/** What was said, as hops. What goes on a way that the picture does not show is left out. */
export function hopsOf(entries: readonly WireEntry[]): Hop[] {
  const startedAt = entries[0]?.at ?? 0;
  return entries
    .map((entry) => ({ ...entry, way: wayBetween(entry.from, entry.to), afterMs: entry.at - startedAt }))
    .filter(({ way }) => ways.includes(way));
}

/** Whether nothing was said for a while, and everybody who was asked has answered. @param now ms since 1970 */
export function isQuiet(entries: readonly WireEntry[], now: number, quietMs: number): boolean {
  const ended = entries.map(({ at, ms }) => (ms === null ? Infinity : at + ms));
  return entries.length > 0 && Math.max(...ended) + quietMs < now;
}
