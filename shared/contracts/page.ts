import * as z from 'zod';

/**
 * Stands before what a cursor says, with a check sum of it: a cursor that was cut off or altered would else give a page
 * from somewhere. It keeps nobody from making one, who sees no more by it than by asking for all pages.
 */
function prefixOf(last: string): string {
  return `k2:${checkSumOf(last)}:`;
}

const prefixLength = prefixOf('').length;

/** FNV-1a of 32 bits, as 8 hexadecimal digits. */
function checkSumOf(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  }
  return (sum >>> 0).toString(16).padStart(8, '0');
}

/** Where a page ended, as clients get it: opaque. null after the last page. */
export function encodeCursor(last: string | null): string | null {
  return last === null
    ? null
    : btoa(`${prefixOf(last)}${last}`)
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '');
}

function decodeCursor(cursor: string): string | undefined {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const last = text.slice(prefixLength);
    // Compared as a whole, since base64 has several ways to write some texts.
    return encodeCursor(last) === cursor ? last : undefined;
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

/**
 * Reads a number in a query, for `z.preprocess`: whole, not negative, of so many digits at the most. `Number` alone would
 * also take "", " 5" and "1e1".
 */
export function wholeNumber(maxDigits: number): (text: unknown) => unknown {
  const digits = new RegExp(`^\\d{1,${maxDigits}}$`);
  return (text) => (typeof text === 'string' && digits.test(text) ? Number(text) : text);
}

const maxLimit = 100;

/** What every list takes. `cursor` reads as where the page before ended; it is absent on the first page. */
export const pageParams = {
  limit: z
    .preprocess(
      wholeNumber(3),
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

/** Several values in one parameter, with commas between them: `?expand=timeline,notifications`. */
export function commaSeparated<Value>(value: z.ZodType<Value, string>, max: number) {
  return z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(value).max(max));
}
