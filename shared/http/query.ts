import type * as z from 'zod';
import { type Result, reject } from '../result.ts';
import type { Problem } from './problem.ts';
import { validated, validationProblem } from './validation.ts';

/**
 * Reads a request's query by its schema. What the route does not know is refused, as unknown fields of a body
 * are, and so is what is said twice: either of the two could be the one that was meant.
 */
export function parseQuery<Schema extends z.ZodObject>(
  request: Request,
  schema: Schema,
): Result<z.output<Schema>, Problem> {
  const { searchParams } = new URL(request.url);
  const values = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (!Object.hasOwn(schema.shape, name)) return invalid(name, 'is not a parameter');
    if (values.has(name)) return invalid(name, 'must not be said twice');
    values.set(name, value);
  }
  return validated(Object.fromEntries(values), schema);
}

function invalid(path: string, message: string): Result<never, Problem> {
  return reject(validationProblem([{ path, message }]));
}
