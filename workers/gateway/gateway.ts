import { internalError, problemResponse, routeNotFound } from '../../shared/http/problem.ts';
import { CatalogCache } from './cache/catalog-cache.ts';
import { corsHeaders, preflight } from './cors.ts';
import type { Env } from './env.ts';
import { Limits } from './limits/limits.ts';
import { logError } from './log.ts';
import { type Matcher, matcherOf, methodNotAllowed } from './match.ts';
import { observed } from './observe/observed.ts';
import type { Route } from './route.ts';
import { type OwnAnswers, serve, type Visit } from './serve.ts';
import { credentialed } from './session/page.ts';
import { withoutTokensInSubprotocols } from './subprotocols.ts';
import { traceparentOf } from './trace.ts';

/**
 * The gateway of these routes.
 *
 * @param ownAnswers to those of them that the gateway answers itself
 */
export function gatewayOf(routes: readonly Route[], ownAnswers: OwnAnswers) {
  const match = matcherOf(routes);
  return {
    async fetch(asked: Request, env: Env, context?: ExecutionContext): Promise<Response> {
      const request = credentialed(withoutTokensInSubprotocols(asked));
      // Ours always: an id that a client chose could be another request's.
      const requestId = crypto.randomUUID();
      const visit: Visit = {
        request,
        env,
        requestId,
        traceparent: traceparentOf(request),
        ownAnswers,
        limits: new Limits(request, env),
        cache: cacheFor(context),
      };
      return observed(visit, () => answerInAnyCase(visit, match));
    },
  } satisfies ExportedHandler<Env>;
}

/** The cache of this location. */
function cacheFor(context: ExecutionContext | undefined): CatalogCache | undefined {
  return context && new CatalogCache(caches.default, (work) => context.waitUntil(work));
}

async function answerInAnyCase(visit: Visit, match: Matcher): Promise<Response> {
  try {
    return await outward(visit, await answer(visit, match));
  } catch (error) {
    logError({ message: 'The gateway failed.', requestId: visit.requestId, error });
    return outward(visit, problemResponse(internalError));
  }
}

async function answer(visit: Visit, match: Matcher): Promise<Response> {
  const { request } = visit;
  const found = await match(request.method, new URL(request.url).pathname);
  switch (found.kind) {
    case 'notFound':
      return problemResponse(routeNotFound);
    case 'wrongMethod': {
      const allow = found.allow.join(', ');
      return preflight(request, found.allow) ?? problemResponse(methodNotAllowed, { allow });
    }
    case 'found':
      visit.route = found.route.path;
      return serve(found.route, visit);
  }
}

async function outward({ request, env, requestId, limits }: Visit, response: Response): Promise<Response> {
  const withoutContent = request.method === 'HEAD';
  if (withoutContent) await response.body?.cancel();
  // A copy, because the headers of what came over a binding cannot be changed.
  const answered = new Response(withoutContent ? null : response.body, response);
  const ours = {
    'request-id': requestId,
    'x-content-type-options': 'nosniff',
    ...limits.headers,
    ...corsHeaders(request, env),
  };
  for (const [name, value] of Object.entries(ours)) answered.headers.set(name, value);
  return answered;
}
