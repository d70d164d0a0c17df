import type { Caller } from '../../shared/contracts/caller.ts';
import { DeadlineExceeded, withDeadline } from '../../shared/deadline.ts';
import { callerHeader, encodeCaller, requestIdHeader } from '../../shared/http/internal-headers.ts';
import { type Problem, problemResponse, serviceUnavailable } from '../../shared/http/problem.ts';
import { crowdAt } from './crowd.ts';
import { bindingOf, type ServiceName } from './env.ts';
import { logError } from './log.ts';
import type { Route } from './route.ts';
import type { Visit } from './serve.ts';
import { parseTraceparent } from './trace.ts';

type NamedVisit = Pick<Visit, 'requestId' | 'traceparent'>;

/** What the gateway says on its own behalf; from outside it would be a forgery. */
const ours = /^(?:konbini-|cf-|request-id$)/;
/** Services are told who is calling. They have no use for the proof, and so cannot lose it. */
const credentials = ['authorization', 'proxy-authorization', 'cart-token', 'cookie'];

/** The request as a service gets it, whichever of a visit's it is. */
export function inward(request: Request, caller: Caller, visit: NamedVisit): Request {
  // RFC 9110, 9.3.2: HEAD is GET without the content, which is left out on the way back.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const body = method === 'GET' ? null : request.body;
  // The URL as it was parsed here, so that a service cannot read another path out of it than was authorized.
  return new Request(new URL(request.url), {
    method,
    headers: inwardHeaders(request, caller, visit, body !== null),
    body,
    // A redirect is for the client to follow.
    redirect: 'manual',
    // Node asks for it where a body is a stream; workerd does not know it.
    ...(body === null ? {} : { duplex: 'half' }),
  });
}

function inwardHeaders(
  request: Request,
  caller: Caller,
  { requestId, traceparent }: NamedVisit,
  hasBody: boolean,
): Headers {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (ours.test(name)) headers.delete(name);
  for (const name of credentials) headers.delete(name);
  if (!hasBody) headers.delete('content-length');
  // RFC 6455, 4.1: a WebSocket is opened by GET, and nothing else can be answered with one.
  if (request.method !== 'GET') headers.delete('upgrade');
  // W3C Trace Context, 3.4: a tracestate counts only together with its traceparent.
  if (parseTraceparent(headers.get('traceparent')) === undefined) headers.delete('tracestate');
  headers.set('traceparent', traceparent);
  headers.set(requestIdHeader, requestId);
  headers.set(callerHeader, encodeCaller(caller));
  return headers;
}

/** Hands a request on to its service, and waits for it as long as the route says. */
export async function forward(
  route: Route & { service: ServiceName },
  visit: Visit,
  caller: Caller,
): Promise<Response> {
  const { request, env, requestId } = visit;
  const { service, method, handling } = route;
  const crowd = crowdAt(service, method);
  if (crowd.isLate(handling.deadlineMs * lateShare, Date.now())) return problemResponse(overloaded(service));
  const leave = crowd.enter(Date.now());
  try {
    const asked = bindingOf(env, service).fetch(inward(request, caller, visit));
    const response = await withDeadline(asked, handling.deadlineMs, service);
    if (isOurs(response)) return response;
    throw new Error(`answered ${response.status} ${await response.text()}`);
  } catch (error) {
    const what = error instanceof DeadlineExceeded ? 'did not answer in time' : 'threw';
    logError({
      message: `The ${service} service ${what}.`,
      requestId,
      route: `${method} ${route.path}`,
      error,
    });
    return problemResponse(lost(route));
  } finally {
    leave();
  }
}

/** The part of a deadline after which somebody has waited for long. */
const lateShare = 1 / 3;

function overloaded(service: ServiceName): Problem {
  const detail = `Too many wait for the ${service} service already. Nothing was begun: try again in a moment.`;
  return { ...serviceUnavailable(service), detail };
}

/** What fails in our own services is told as a problem. Anything else is the platform's, which has found none. */
function isOurs({ status, headers }: Response): boolean {
  return status < 500 || headers.get('content-type') === 'application/problem+json';
}

/** A service may have thrown, or gone silent, after the deed: of a write we cannot say that nothing happened. */
function lost({ method, service }: Route & { service: ServiceName }): Problem {
  const unavailable = serviceUnavailable(service);
  if (method === 'GET') return unavailable;
  return {
    ...unavailable,
    detail: `The ${service} service did not answer, and may have acted. Repeat with the same Idempotency-Key.`,
  };
}
