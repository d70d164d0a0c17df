import type { Caller } from '../../shared/contracts/caller.ts';
import { problemHeader } from '../../shared/http/internal-headers.ts';
import { bodyTooLargeFor, maxBodyBytes } from '../../shared/http/json-body.ts';
import { type Problem, problemResponse } from '../../shared/http/problem.ts';
import { refusal } from './access.ts';
import { expandCart, expandOrder } from './aggregate/expand.ts';
import { storefront } from './aggregate/storefront.ts';
import { authenticate, type Identity, isGuess } from './authenticate.ts';
import type { CatalogCache } from './cache/catalog-cache.ts';
import { changedProducts } from './cache/changed-products.ts';
import type { Env, ServiceName } from './env.ts';
import { forward } from './forward.ts';
import { health } from './health.ts';
import type { Limits } from './limits/limits.ts';
import { NdjsonUpload } from './ndjson.ts';
import { metrics } from './observe/answer.ts';
import { openApi } from './openapi/answer.ts';
import { consolePage, storefrontPage } from './pages.ts';
import { referencePage } from './reference-page.ts';
import type { Route } from './route.ts';
import { withGuestCookie, withGuestToken } from './session/guest-cart.ts';
import { getSession, signIn, signOut } from './session/session.ts';

/** One request on its way through the gateway. */
export interface Visit {
  request: Request;
  env: Env;
  requestId: string;
  /** W3C Trace Context: of all that is asked on its behalf. */
  traceparent: string;
  ownAnswers: OwnAnswers;
  limits: Limits;
  /** Absent where there is none. */
  cache: CatalogCache | undefined;
  /** What was asked for, as the table names it, and who asked: as far as it has been found out, for the log. */
  route?: Route['path'];
  caller?: Caller['kind'];
}

/** What the gateway answers itself, by the route's name. */
export type OwnAnswers = Readonly<Record<string, (visit: Visit, identity: Identity) => Promise<Response>>>;

export const ownAnswers: OwnAnswers = {
  getHealth: health,
  getMetrics: metrics,
  getOpenApi: openApi,
  getReference: referencePage,
  getStorefrontPage: storefrontPage,
  getConsolePage: consolePage,
  getStorefront: storefront,
  getSession,
  signIn,
  signOut,
};

/** What the gateway puts together from several services, by path. */
const expansions: Record<string, typeof expandCart> = {
  '/v1/carts/:id': expandCart,
  '/v1/orders/:id': expandOrder,
};

/** Lets a request through to whoever answers it, if nothing stands in its way. */
export async function serve(route: Route, visit: Visit): Promise<Response> {
  const { request, limits } = visit;
  const early =
    tooLarge(route, request) ??
    (await limits.ofAddress(route.handling)) ??
    // Whoever guesses at the administrators' token would be told by our answer that it was guessed right.
    (isGuess(request) ? limits.ofGuess() : undefined);
  if (early) return refuse(early);
  const identity = await authenticate(request, visit.env, visit.requestId);
  if (!identity.ok) return refuse(await wrong(identity.rejection, limits));
  visit.caller = identity.value.caller.kind;
  const refused =
    refusal(route, identity.value) ?? (await limits.ofCaller(route.handling, identity.value.caller));
  if (refused) return refuse(refused);
  return answer(route, visit, identity.value);
}

/** Only to spare everyone the transfer: a length that is missing or wrong is caught where the body is read. */
function tooLarge(route: Route, request: Request): Problem | undefined {
  const maxBytes = route.body instanceof NdjsonUpload ? route.body.maxBytes : maxBodyBytes;
  return Number(request.headers.get('content-length') ?? 0) > maxBytes
    ? bodyTooLargeFor(maxBytes)
    : undefined;
}

async function wrong(problem: Problem, limits: Limits): Promise<Problem> {
  return problem.code === 'invalid-token' ? ((await limits.wrongToken()) ?? problem) : problem;
}

async function answer(route: Route, visit: Visit, identity: Identity): Promise<Response> {
  const { service } = route;
  if (service !== 'gateway') {
    return guessed(await ofService({ ...route, service }, visit, identity), visit, identity);
  }
  const own = visit.ownAnswers[route.id];
  if (!own) throw new Error(`the gateway has no answer for ${route.path}`);
  return own(visit, identity);
}

/** Of the service, or of the edge, which keeps what the catalog says to everybody. */
async function ofService(
  route: Route & { service: ServiceName },
  visit: Visit,
  { caller }: Identity,
): Promise<Response> {
  const { cache } = visit;
  const request = await withGuestToken(route, visit.request);
  const ask = async (asked: Request) => {
    const response = await forward(route, { ...visit, request: asked }, caller);
    return withGuestCookie(route, request, response);
  };
  const expand = expansions[route.path];
  if (expand && route.method === 'GET') return expand(visit, caller, ask);
  if (!cache) return ask(request);
  if (route.handling.cache === 'catalog') return cache.read(request, ask);
  const response = await ask(request);
  await cache.forget(await changedProducts(route, request, response));
  return response;
}

/** A guest's token that does not open what it came for is a wrong one: it has nothing else to open. */
async function guessed(response: Response, { limits }: Visit, { caller }: Identity): Promise<Response> {
  if (response.status !== 404 || caller.kind !== 'guest') return response;
  const code = response.headers.get(problemHeader);
  if (code !== 'cart-not-found' && code !== 'order-not-found') return response;
  const limited = await limits.wrongToken();
  return limited ? refuse(limited) : response;
}

/** RFC 9110, 11.6.1: a 401 says how to authenticate; RFC 6750, 3: and whether that was tried, and what it lacks. */
function refuse(body: Problem): Response {
  const error = challengeOf(body);
  return problemResponse(body, error === undefined ? {} : { 'www-authenticate': error });
}

function challengeOf({ status, code, scope }: Problem): string | undefined {
  if (status === 403 && scope !== undefined) return `Bearer error="insufficient_scope", scope="${scope}"`;
  if (status !== 401) return undefined;
  return code === 'invalid-token' ? 'Bearer error="invalid_token"' : 'Bearer';
}
