import type { Caller } from '../../../shared/contracts/caller.ts';
import { problemHeader } from '../../../shared/http/internal-headers.ts';
import { traceIdOf } from '../../../shared/trace-id.ts';
import type { Visit } from '../serve.ts';

/** What is said of a request: of what a client can write freely there is nothing in it. */
export interface Observation {
  requestId: string;
  traceId: string | undefined;
  method: string;
  /** As the table names it, since an actual path has ids in it. `none`: the request came to no route. */
  route: string;
  /** `unknown`: it was answered before anyone asked. */
  caller: Caller['kind'] | 'unknown';
  status: number;
  problem: string | undefined;
  /** Until the answer begins. On Cloudflare the clock stands still while code runs: this is time spent waiting. */
  durationMs: number;
}

/** Others are of the client's making, and so could say anything and be of any number. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

type Visited = Pick<Visit, 'request' | 'requestId' | 'traceparent' | 'route' | 'caller'>;

export function observationOf(
  { request, requestId, traceparent, route, caller }: Visited,
  response: Response,
  durationMs: number,
): Observation {
  return {
    requestId,
    traceId: traceIdOf(traceparent),
    method: knownMethods.has(request.method) ? request.method : 'other',
    route: route ?? 'none',
    caller: caller ?? 'unknown',
    status: response.status,
    problem: response.headers.get(problemHeader) ?? undefined,
    durationMs,
  };
}
