import * as z from 'zod';

/** A moment as RFC 3339 in UTC, with milliseconds. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString();
}

/** A moment as we write it. */
export const timeSchema = z.iso
  .datetime({ precision: 3 })
  .meta({ id: 'Time', description: 'RFC 3339 in UTC.', examples: ['2026-11-22T19:08:57.081Z'] });

const notATime = 'must be an RFC 3339 time';

/** A moment as clients may write it, RFC 3339 or a day alone; read as ms since 1970. */
export const momentSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/, { error: notATime })
  .meta({ examples: ['2026-11-22', '2026-11-22T19:08:57Z'] })
  .transform((text, context) => {
    const ms = Date.parse(text);
    // `Date.parse` reads 30 February as a day in March.
    const day = text.slice(0, 10);
    const isReal = Number.isFinite(ms) && rfc3339(Date.parse(day)).startsWith(day);
    if (!isReal) context.addIssue({ code: 'custom', message: notATime });
    return ms;
  });

export const dayMs = 86_400_000;

/** A day as clients write it, in UTC; read as days since 1970. */
export const daySchema = z.iso
  .date({ error: 'must be a day, such as 2026-11-22' })
  .meta({ examples: ['2026-11-22'] })
  .transform((text) => Date.parse(text) / dayMs);

/** A day as clients read it, of one in days since 1970. */
export function isoDay(day: number): string {
  return rfc3339(day * dayMs).slice(0, 10);
}
