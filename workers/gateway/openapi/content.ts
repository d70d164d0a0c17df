import type * as z from 'zod';
import { ndjsonType } from '../../../shared/ndjson/lines.ts';
import { Ndjson } from '../ndjson.ts';

/** A body by its media type. */
export function contentOf(body: z.ZodType | Ndjson) {
  return body instanceof Ndjson
    ? { [ndjsonType]: { schema: body.schema } }
    : { 'application/json': { schema: body } };
}
