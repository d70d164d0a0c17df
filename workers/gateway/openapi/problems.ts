import type { Caller } from '../../../shared/contracts/caller.ts';
import type { ProblemCode } from '../../../shared/http/problem-codes.ts';
import { admitted } from '../access.ts';
import { NdjsonUpload } from '../ndjson.ts';
import type { RequestHeader, Route } from '../route.ts';

/** Whatever is asked, and whoever asks. */
const everywhere: ProblemCode[] = [
  'invalid-token',
  'body-too-large',
  'internal-error',
  'service-unavailable',
];

const ofHeader: Record<RequestHeader, ProblemCode[]> = {
  'Idempotency-Key': ['invalid-idempotency-key', 'idempotency-key-reused', 'request-in-progress'],
  'If-Match': ['version-mismatch'],
  'If-None-Match': [],
  Prefer: [],
};

/** Every code that a route can answer with: what it declares, and what follows from its access, body and so on. */
export function problemsOf(route: Route): ProblemCode[] {
  const codes = [...route.problems, ...everywhere, ...ofAccess(route)];
  if (route.handling.rate !== 'none') codes.push('rate-limited');
  for (const header of route.headers) codes.push(...ofHeader[header]);
  // What is wrong with a line of a longer body is said of that line.
  if (route.body instanceof NdjsonUpload) codes.push('unsupported-media-type');
  else if (route.body)
    codes.push('malformed-body', 'malformed-json', 'unsupported-media-type', 'validation-failed');
  if (route.query) codes.push('validation-failed');
  // A parameter can be such that no route takes it.
  if (Object.keys(route.params).length > 0) codes.push('route-not-found');
  return [...new Set(codes)];
}

const known: Caller['kind'][] = ['guest', 'customer', 'admin'];

function ofAccess({ access, scope }: Route): ProblemCode[] {
  const codes: ProblemCode[] = [];
  if (!admitted[access].includes('anonymous')) codes.push('authentication-required');
  if (scope !== null || known.some((kind) => !admitted[access].includes(kind))) codes.push('forbidden');
  return codes;
}
