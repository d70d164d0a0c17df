import { cookieOf, guestCartOf } from './cookies.ts';

/*
 * How our own pages say who is calling: by cookies, which count only together with a header that a page of another
 * origin cannot send, since no preflight allows it (Fetch Standard, 3.2.2); so no other site can act in a user's
 * name. A WebSocket has no headers of a page's: there the browser says by Origin whose page it is (RFC 6455, 10.2).
 */

/** `shop` or `console`: which of the two asks, and so whose cookies count. */
export const pageHeader = 'konbini-page';
export type PageName = 'shop' | 'console';

export function pageOf(request: Request): PageName | undefined {
  const named = request.headers.get(pageHeader);
  if (named === 'shop' || named === 'console') return named;
  return isOwnUpgrade(request) ? 'shop' : undefined;
}

function isOwnUpgrade({ headers, url }: Request): boolean {
  if (headers.get('upgrade')?.toLowerCase() !== 'websocket') return false;
  return headers.get('origin') === new URL(url).origin;
}

/** The request with the credentials in it that its cookies stand for, if it is one of our pages'. */
export function credentialed(request: Request): Request {
  const page = pageOf(request);
  const { headers, url } = request;
  if (!page || headers.has('authorization') || headers.has('cart-token')) return request;
  // Who signs in or out must not be stopped by a cookie that is not valid any more.
  if (new URL(url).pathname === '/v1/session') return request;
  const said = credentialsOf(page, request);
  if (!said) return request;
  const known = new Request(request);
  known.headers.set(...said);
  return known;
}

function credentialsOf(page: PageName, request: Request): [name: string, value: string] | undefined {
  const bearer = cookieOf(request, page === 'shop' ? 'konbini-customer' : 'konbini-administrator');
  if (bearer) return ['authorization', `Bearer ${bearer}`];
  const cart = page === 'shop' ? guestCartOf(request) : undefined;
  return cart && ['cart-token', cart.token];
}
