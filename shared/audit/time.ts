import { rfc3339 } from '../time.ts';

/** RFC 3339 has years of four digits. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A time as it is stored (ms since 1970) as RFC 3339; null where the row was damaged and it is no time. */
export function timeOrNull(at: number): string | null {
  return Number.isInteger(at) && at >= 0 && at <= lastTime ? rfc3339(at) : null;
}
