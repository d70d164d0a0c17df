import type { Caller } from '../../shared/contracts/caller.ts';
import { bodyTooLargeFor, maxBodyBytes } from '../../shared/http/json-body.ts';
import { internalError, type Problem, problemResponse, routeNotFound } from '../../shared/http/problem.ts';
import { refusal } from './access.ts';
import { authenticate } from './authenticate.ts';
import type { Env } from './env.ts';
import { forward } from './forward.ts';
import { health } from './health.ts';
import { logError } from './log.ts';
import { matcherOf, methodNotAllowed } from './match.ts';
import { NdjsonUpload } from './ndjson.ts';
import { openApi } from './openapi/answer.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

export type { Env } from './env.ts';

const match = matcherOf(routes);

type OwnAnswer = (request: Request, env: Env, caller: Caller, requestId: string) => Promise<Response>;

/** What the gateway answers itself, by path. */
const ownAnswers: Record<string, OwnAnswer> = { '/healthz': health, '/openapi.json': openApi };

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    // Ours always: an id that a client chose could be another request's.
    const requestId = crypto.randomUUID();
    try {
      return await outward(request, await answer(request, env, requestId), requestId);
    } catch (error) {
      logError({ message: 'The gateway failed.', requestId, error });
      return outward(request, problemResponse(internalError), requestId);
    }
  },
} satisfies ExportedHandler<Env>;

async function answer(request: Request, env: Env, requestId: string): Promise<Response> {
  const found = await match(request.method, new URL(request.url).pathname);
  switch (found.kind) {
    case 'notFound':
      return problemResponse(routeNotFound);
    case 'wrongMethod':
      return problemResponse(methodNotAllowed, { allow: found.allow.join(', ') });
    case 'found':
      return serve(found.route, request, env, requestId);
  }
}

async function serve(route: Route, request: Request, env: Env, requestId: string): Promise<Response> {
  // Only to spare everyone the transfer: a length that is missing or wrong is caught where the body is read.
  const maxBytes = route.body instanceof NdjsonUpload ? route.body.maxBytes : maxBodyBytes;
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    return problemResponse(bodyTooLargeFor(maxBytes));
  }
  const caller = await authenticate(request, env, requestId);
  if (!caller.ok) return refuse(caller.rejection);
  const refused = refusal(route.access, caller.value);
  if (refused) return refuse(refused);
  const { service } = route;
  if (service !== 'gateway') return forward({ ...route, service }, request, env, caller.value, requestId);
  const own = ownAnswers[route.path];
  if (!own) throw new Error(`the gateway has no answer for ${route.path}`);
  return own(request, env, caller.value, requestId);
}

/** RFC 9110, 11.6.1: a 401 says how to authenticate; RFC 6750, 3: and whether that was tried. */
function refuse(body: Problem): Response {
  if (body.status !== 401) return problemResponse(body);
  const challenge = body.code === 'invalid-token' ? 'Bearer error="invalid_token"' : 'Bearer';
  return problemResponse(body, { 'www-authenticate': challenge });
}

async function outward(request: Request, response: Response, requestId: string): Promise<Response> {
  const withoutContent = request.method === 'HEAD';
  if (withoutContent) await response.body?.cancel();
  // A copy, because the headers of what came over a binding cannot be changed.
  const answered = new Response(withoutContent ? null : response.body, response);
  answered.headers.set('request-id', requestId);
  answered.headers.set('x-content-type-options', 'nosniff');
  return answered;
}
