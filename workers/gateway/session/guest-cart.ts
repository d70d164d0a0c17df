import type { Route } from '../route.ts';
import { guestCartCookie, guestCartOf } from './cookies.ts';
import { pageOf } from './page.ts';

/*
 * The token of a guest's cart, kept from our storefront: it goes into a cookie when the cart is made, and comes out of
 * it where a customer takes the cart over.
 */

/** The request, with the guest's token in its body where the storefront asks to merge the guest's cart. */
export async function withGuestToken(route: Route, request: Request): Promise<Request> {
  const cart = route.id === 'mergeCart' && pageOf(request) === 'shop' ? guestCartOf(request) : undefined;
  if (!cart) return request;
  const text = await request.text();
  return new Request(request, { body: completed(text, cart) });
}

function completed(text: string, { id, token }: { id: string; token: string }): string {
  try {
    const body = JSON.parse(text) as { from?: unknown; token?: unknown } | null;
    return body?.from === id && body.token === undefined ? JSON.stringify({ ...body, token }) : text;
  } catch {
    // The cart service says what is wrong with it.
    return text;
  }
}

/** The answer, with the guest's token in a cookie in place of the body, and without the cookie of a cart that is no more. */
export async function withGuestCookie(route: Route, request: Request, response: Response): Promise<Response> {
  if (!response.ok || pageOf(request) !== 'shop') return response;
  if (route.id === 'mergeCart')
    return answering(response, response.body, guestCartCookie(request, undefined));
  if (route.id !== 'createCart') return response;
  const { token, ...created } = (await response.json()) as { cart: { id: string }; token?: string };
  const body = JSON.stringify(created);
  if (token === undefined) return answering(response, body);
  return answering(response, body, guestCartCookie(request, { id: created.cart.id, token }));
}

function answering(response: Response, body: BodyInit | null, cookie?: string): Response {
  const answer = new Response(body, response);
  if (cookie !== undefined) answer.headers.append('set-cookie', cookie);
  return answer;
}
