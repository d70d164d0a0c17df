import { createClient } from '../client/src/index.ts';

/** Cookies count as credentials only beside this header, which no other site can make a browser send. */
export const pageHeaders = { 'konbini-page': 'console' };

/** Sends a request as this page: its cookie says who is asking. */
export function sendAsPage(request: Request): Promise<Response> {
  for (const [name, value] of Object.entries(pageHeaders)) request.headers.set(name, value);
  return fetch(request);
}

/** Who looks on would rather hear soon that something is away than wait for it. */
const retry = { maxTries: 2, totalMs: 25_000 };

export const { http } = createClient({ url: location.origin, fetch: sendAsPage, retry });
