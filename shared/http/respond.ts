import type { Answer } from '../contracts/call.ts';
import { etagOf, matchesNone } from './etag.ts';
import { problemOf, problemResponse } from './problem.ts';

interface Extras {
  status?: number;
  etag?: string;
  headers?: Record<string, string>;
}

export function json(body: unknown, { status = 200, etag, headers = {} }: Extras = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(etag === undefined ? {} : { etag }),
      ...headers,
    },
  });
}

/** A read of something versioned: 304 when the client has it already. */
export function versioned(request: Request, body: { version: number }, moving?: number): Response {
  const etag = etagOf(body.version, moving);
  if (matchesNone(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers: { etag, 'cache-control': 'no-store' } });
  }
  return json(body, { etag });
}

/** An actor's answer on the wire: the value in the shape that `present` gives it, or the problem. */
export function respond<Value>(answer: Answer<Value>, present: (value: Value) => Response): Response {
  const response = answer.ok ? present(answer.value) : problemResponse(problemOf(answer.rejection));
  if (answer.replayed) response.headers.set('idempotent-replayed', 'true');
  return response;
}
