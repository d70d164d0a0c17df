import * as z from 'zod';

/** Where nobody has said what a person reads. */
export const defaultLocale = 'en';

/** RFC 5646, section 4.4.1: long enough for any tag that says a language, a script and a region. */
const maxLength = 35;

const notALocale = 'must be a BCP 47 language tag';

/**
 * The language that a person reads, with script, region and variants: a BCP 47 tag, in its canonical form
 * (`de-at` is `de-AT`). Extensions are none of it: no shop writes its dates in the calendar of its reader.
 */
export const localeSchema = z
  .string()
  .max(maxLength)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: notALocale, abort: true })
  .refine((tag) => canonical(tag) !== undefined, { error: notALocale })
  .overwrite((tag) => canonical(tag) ?? tag)
  .meta({ description: 'A BCP 47 language tag.', examples: ['en', 'de-AT'] });

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
