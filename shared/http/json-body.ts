import type * as z from 'zod';
import { type Result, reject } from '../result.ts';
import { drain } from './drain.ts';
import { type Problem, problem } from './problem.ts';
import { type FieldError, validated, validationProblem } from './validation.ts';

/** 64 KiB holds a cart's worth of anything; more is a mistake or an attack. */
export const maxBodyBytes = 65_536;
export const bodyTooLarge = bodyTooLargeFor(maxBodyBytes);
/** What is true of a body is true of each line of a longer one. */
export const lineTooLong = problem(
  413,
  'line-too-long',
  'Line too long',
  `A line has at most ${maxBodyBytes} bytes.`,
);
export const malformedBody = problem(
  400,
  'malformed-body',
  'Malformed body',
  'The body is not valid UTF-8, or it broke off.',
);
export const malformedJson = problem(400, 'malformed-json', 'Malformed JSON', 'The body is not JSON.');
export const unsupportedMediaType = unsupportedMediaTypeFor('application/json');

/** No body of ours nests deeper than 4. */
const maxDepth = 16;

export function bodyTooLargeFor(maxBytes: number): Problem {
  return problem(413, 'body-too-large', 'Body too large', `A body has at most ${maxBytes} bytes.`);
}

export function unsupportedMediaTypeFor(wanted: string): Problem {
  return problem(415, 'unsupported-media-type', 'Unsupported media type', `Send the body as ${wanted}.`);
}

type Parsed<Value> = Result<Value, Problem>;

/** Reads a body of at most `maxBodyBytes`, without ever keeping more of it. */
export async function readBodyText(request: Request): Promise<Parsed<string>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return reject(bodyTooLarge);
  if (!request.body) return { ok: true, value: '' };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const reader = request.body.getReader();
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, value: text + decoder.decode() };
      size += value.byteLength;
      if (size > maxBodyBytes) return reject(bodyTooLarge);
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return reject(malformedBody);
  } finally {
    await drain(reader);
  }
}

/** Parses a request's JSON body by its schema. An absent body reads as `{}`. */
export async function parseBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Parsed<z.output<Schema>>> {
  const body = await readBodyText(request);
  if (!body.ok) return body;
  if (body.value !== '' && !hasType(request, 'application/json')) {
    return reject(unsupportedMediaType);
  }
  return parseJson(body.value === '' ? '{}' : body.value, schema);
}

export function parseJson<Schema extends z.ZodType>(json: string, schema: Schema): Parsed<z.output<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return reject(malformedJson);
  }
  const foul = findFoul(value);
  if (foul) return reject(validationProblem([foul]));
  return validated(value, schema);
}

/** Whether the body says that it is of this media type, whatever its parameters. */
export function hasType(request: Request, wanted: string): boolean {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  return type === wanted;
}

/** What no schema should have to think of: a key that reaches for the prototype, and bottomless nesting. */
function findFoul(root: unknown): FieldError | undefined {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) return { path, message: `must not nest deeper than ${maxDepth}` };
    for (const [key, inner] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (key === '__proto__') return { path: at, message: 'is not a field' };
      open.push({ value: inner, path: at, depth: depth + 1 });
    }
  }
  return undefined;
}
