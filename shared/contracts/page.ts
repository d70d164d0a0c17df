import * as z from 'zod';

/** Behind every cursor: tells a forged or mangled one. */
const prefix = 'k1:';

/** Where a page ended, as clients get it: opaque. null after the last page. */
export function encodeCursor(last: string | null): string | null {
  return last === null
    ? null
    : btoa(`${prefix}${last}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decodeCursor(cursor: string): string | undefined {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
  } catch {
    return undefined;
  }
}

const notOurs = 'is not a cursor of ours';

const cursorSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,400}$/, { error: notOurs, abort: true })
  .meta({ id: 'Cursor', description: 'The `next` of the page before.' })
  .transform((cursor, context) => {
    const last = decodeCursor(cursor);
    if (last === undefined) context.addIssue({ code: 'custom', message: notOurs });
    return last ?? '';
  });

const maxLimit = 100;

/** What every list takes. `cursor` reads as where the page before ended; it is absent on the first page. */
export const pageParams = {
  limit: z
    .preprocess(
      // `Number` would also take "", " 5" and "1e1".
      (text) => (typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : text),
      z
        .int({ error: `must be 1 to ${maxLimit}` })
        .min(1)
        .max(maxLimit)
        .default(20),
    )
    .meta({ description: 'How many items at most.' }),
  cursor: cursorSchema.optional(),
};

/** A page of a list. `next` is the cursor of the page that follows, null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'The `cursor` of the next page; null on the last one.' }),
  });
}
