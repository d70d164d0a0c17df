import type { Env } from './env.ts';

/*
 * Pages of other origins may call (Fetch Standard, 3.2): who is calling is said by headers that a page sets itself,
 * never by a cookie, so no browser lends a stranger's page what its user may do.
 */

/** How long a browser may remember a preflight, in seconds: Chromium remembers none for longer. */
const preflightMaxAge = 7_200;

const allowedHeaders = [
  'Authorization',
  'Cart-Token',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Prefer',
  'Traceparent',
];

const exposedHeaders = [
  'ETag',
  'Idempotent-Replayed',
  'Location',
  'Preference-Applied',
  'RateLimit',
  'RateLimit-Policy',
  'Request-Id',
  'Retry-After',
];

/** The answer to a browser that asks whether it may (Fetch Standard, 3.2.2), or undefined where nobody asked that. */
export function preflight(request: Request, allow: readonly string[]): Response | undefined {
  const { method, headers } = request;
  if (method !== 'OPTIONS' || !headers.has('origin') || !headers.has('access-control-request-method'))
    return undefined;
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': allow.join(', '),
      'access-control-allow-headers': allowedHeaders.join(', '),
      'access-control-max-age': String(preflightMaxAge),
    },
  });
}

/** Lets the page of an allowed origin read the answer. */
export function corsHeaders(request: Request, { CORS_ORIGINS: origins }: Env): Record<string, string> {
  const origin = request.headers.get('origin');
  if (!origins || origin === null) return {};
  const exposed = { 'access-control-expose-headers': exposedHeaders.join(', ') };
  if (origins === '*') return { 'access-control-allow-origin': '*', ...exposed };
  // Whoever keeps this answer must not give it to a page of another origin.
  const vary = { vary: 'Origin' };
  if (!origins.split(' ').includes(origin)) return vary;
  return { 'access-control-allow-origin': origin, ...vary, ...exposed };
}
