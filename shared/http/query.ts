import * as z from 'zod';
import { type Result, reject } from '../result.ts';
import type { Problem } from './problem.ts';
import { validated, validationProblem } from './validation.ts';

/**
 * Reads a request's query by its schema. What the route does not know is refused, as unknown fields of a body
 * are, and so is what is said twice: either of the two could be the one that was meant. A field that is a record
 * is said entry by entry, `attributes[category]=food` (OpenAPI: style `deepObject`).
 */
export function parseQuery<Schema extends z.ZodObject>(
  request: Request,
  schema: Schema,
): Result<z.output<Schema>, Problem> {
  const { searchParams } = new URL(request.url);
  const said = new Set<string>();
  const values: [field: string, value: string][] = [];
  const entries: Entry[] = [];
  for (const [name, value] of searchParams) {
    const { field, key } = partsOf(name);
    if (!isTaken(schema, field, key)) return invalid(name, 'is not a parameter');
    if (said.has(name)) return invalid(name, 'must not be said twice');
    said.add(name);
    if (key === undefined) values.push([field, value]);
    else entries.push({ field, key, value });
  }
  return validated(Object.fromEntries([...values, ...recordsOf(entries)]), schema);
}

interface Entry {
  field: string;
  key: string;
  value: string;
}

/** `attributes[category]` is the entry `category` of the field `attributes`; any other name is a field's own. */
function partsOf(name: string): { field: string; key: string | undefined } {
  const [, field = name, key] = /^([^[\]]+)\[([^[\]]*)\]$/.exec(name) ?? [];
  return { field, key };
}

function isTaken({ shape }: z.ZodObject, field: string, key: string | undefined): boolean {
  // zod passes over this key of a record without a word.
  if (!Object.hasOwn(shape, field) || key === '__proto__') return false;
  return isRecord(shape[field]) === (key !== undefined);
}

function isRecord(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isRecord(schema.unwrap());
  return schema instanceof z.ZodRecord;
}

function recordsOf(entries: Entry[]): [field: string, record: object][] {
  const records = Map.groupBy(entries, ({ field }) => field);
  return [...records].map(([field, group]) => [
    field,
    Object.fromEntries(group.map(({ key, value }) => [key, value])),
  ]);
}

function invalid(path: string, message: string): Result<never, Problem> {
  return reject(validationProblem([{ path, message }]));
}
