import { type Result, reject } from '../result.ts';
import { validationProblem } from './json-body.ts';
import type { Problem } from './problem.ts';

export interface PageQuery {
  limit: number;
  /** What the cursor of the page before says; empty on the first page. */
  after: string;
}

const defaultLimit = 20;
const maxLimit = 100;

/** Reads `?limit=` (1–100, default 20) and `?cursor=`. */
export function pageQuery(params: URLSearchParams): Result<PageQuery, Problem> {
  const limitText = params.get('limit') ?? String(defaultLimit);
  const limit = /^\d{1,3}$/.test(limitText) ? Number(limitText) : 0;
  if (limit < 1 || limit > maxLimit) {
    return reject(validationProblem([{ path: 'limit', message: `must be 1 to ${maxLimit}` }]));
  }
  const cursor = params.get('cursor');
  if (cursor === null) return { ok: true, value: { limit, after: '' } };
  const after = decodeCursor(cursor);
  if (after === undefined)
    return reject(validationProblem([{ path: 'cursor', message: 'is not a cursor of ours' }]));
  return { ok: true, value: { limit, after } };
}

/** Refuses query parameters that the route does not know, as unknown fields of a body are refused. */
export function onlyParams(params: URLSearchParams, known: readonly string[]): Problem | undefined {
  const unknown = [...params.keys()].find((name) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : validationProblem([{ path: unknown, message: 'is not a parameter' }]);
}

/** A cursor is opaque to clients; the prefix tells a forged or mangled one. */
export function encodeCursor(last: string | null): string | null {
  return last === null
    ? null
    : btoa(`k1:${last}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decodeCursor(cursor: string): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,400}$/.test(cursor)) return undefined;
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return text.startsWith('k1:') ? text.slice(3) : undefined;
  } catch {
    return undefined;
  }
}
