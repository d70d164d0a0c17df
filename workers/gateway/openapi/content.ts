import type * as z from 'zod';
import { ndjsonType } from '../../../shared/ndjson/lines.ts';
import { Html } from '../html.ts';
import { Ndjson } from '../ndjson.ts';
import { PlainText } from '../plain-text.ts';

/** A body by its media type. */
export function contentOf(body: z.ZodType | Ndjson | Html | PlainText) {
  if (body instanceof Ndjson) return { [ndjsonType]: { schema: body.schema } };
  if (body instanceof Html) return { 'text/html': { schema: body.schema } };
  if (body instanceof PlainText) return { 'text/plain': { schema: body.schema } };
  return { 'application/json': { schema: body } };
}
