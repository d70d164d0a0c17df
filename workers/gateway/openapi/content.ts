import type * as z from 'zod';
import { ndjsonType } from '../../../shared/ndjson/lines.ts';
import { Html } from '../html.ts';
import { Ndjson } from '../ndjson.ts';

/** A body by its media type. */
export function contentOf(body: z.ZodType | Ndjson | Html) {
  if (body instanceof Ndjson) return { [ndjsonType]: { schema: body.schema } };
  if (body instanceof Html) return { 'text/html': { schema: body.schema } };
  return { 'application/json': { schema: body } };
}
