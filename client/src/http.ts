import createOpenApiClient, { type Client, type Middleware } from 'openapi-fetch';
import { KonbiniProblem } from './problem.ts';
import type { paths } from './schema.ts';
import type { Send } from './send.ts';

/** Every call of the shop's OpenAPI document, typed: `http.GET('/v1/products/{id}', { params: … })`. */
export type Http = Client<paths>;

/** An administrator's or a customer's token, or what gets one that is still valid. */
export type Token = string | (() => string | Promise<string>);

/** @param send sees each request with all its headers */
export function httpOf(url: string, token: Token | undefined, send: Send): Http {
  const http = createOpenApiClient<paths>({ baseUrl: url, fetch: send });
  http.use(withIdempotencyKey);
  if (token !== undefined) http.use(withToken(token));
  return http;
}

/** A repeat of a POST is known by its key, so each has one. */
const withIdempotencyKey: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'POST' || request.headers.has('idempotency-key')) return;
    request.headers.set('idempotency-key', crypto.randomUUID());
  },
};

/** A guest's cart is opened by its own token alone: beside an Authorization the shop would not look at it. */
function withToken(token: Token): Middleware {
  return {
    async onRequest({ request }) {
      if (request.headers.has('cart-token') || request.headers.has('authorization')) return;
      const value = typeof token === 'string' ? token : await token();
      request.headers.set('authorization', `Bearer ${value}`);
    },
  };
}

/**
 * What a call has answered: `dataOf(await shop.http.GET('/healthz'))`.
 *
 * @throws {KonbiniProblem} when it was refused
 */
export function dataOf<Data>(answer: { data?: Data; error?: unknown; response: Response }): Data {
  const { data, error, response } = answer;
  if (!response.ok) throw new KonbiniProblem(response.status, error, response.headers);
  return data as Data;
}
