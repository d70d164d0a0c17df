import * as z from 'zod';

// A lone surrogate is no character: it cannot be written as UTF-8, and comes back as another text.
const wellFormed = (value: string) => value.isWellFormed();
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const noControls = (value: string) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value);

const normalised = (value: string) => value.normalize('NFC');

/**
 * Text of several lines, normalised to NFC so that equal texts are equal, and then of at most `limit` UTF-16
 * units: some characters become two or three.
 */
export function text(limit: number) {
  return z
    .string()
    .overwrite(normalised)
    .max(limit)
    .refine(wellFormed, { error: 'must be well-formed Unicode' })
    .refine(noControls, { error: 'must not contain control characters' })
    .meta({ description: 'Text, also of several lines, without control characters.' });
}

/** Text of one line, not blank, without the blanks around it. */
export function lineOfText(limit: number) {
  return text(limit)
    .refine((value) => !/[\r\n\t\u2028\u2029]/.test(value), { error: 'must be one line' })
    .refine((value) => value.trim() !== '', { error: 'must not be blank' })
    .overwrite((value) => value.trim())
    .meta({ minLength: 1, description: 'One line of text, not blank, without control characters.' });
}

const maxAttributes = 50;

/** Free facts about a product: `{"category": "drinks"}`. */
export const attributesSchema = z
  .record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/, { error: 'must match [a-zA-Z][a-zA-Z0-9_-]{0,63}' }),
    text(500),
  )
  .refine((attributes) => Object.keys(attributes).length <= maxAttributes, {
    error: `must be at most ${maxAttributes}`,
  })
  .meta({ maxProperties: maxAttributes, examples: [{ category: 'drinks' }] });
