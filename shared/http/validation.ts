import type * as z from 'zod';
import { type Result, reject } from '../result.ts';
import { type Problem, problem } from './problem.ts';

export interface FieldError {
  /** Names of fields with dots in between; empty for the whole. */
  path: string;
  message: string;
}

/** A value as its schema gives it back, or a problem that names every field that is wrong. */
export function validated<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): Result<z.output<Schema>, Problem> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return reject(validationProblem(parsed.error.issues.flatMap(errorsOf)));
}

/** One error for each field that is wrong, also where the schema names several unknown ones at once. */
function errorsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not a field' }));
}

export function validationProblem(errors: FieldError[]): Problem {
  const [first] = errors;
  const detail = first ? `${first.path || 'body'}: ${first.message}` : 'The request is not valid.';
  return problem(400, 'validation-failed', 'Validation failed', detail, { errors: errors.slice(0, 20) });
}
