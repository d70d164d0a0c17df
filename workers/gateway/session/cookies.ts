import { parseCookie, stringifySetCookie } from 'cookie';

/** What a browser keeps for our pages. The pages themselves never see it: HttpOnly. */
export type CookieName = 'konbini-customer' | 'konbini-administrator' | 'konbini-cart';

/** A cart that is not touched expires sooner. */
const cartSeconds = 30 * 24 * 60 * 60;
/** A working day: who comes tomorrow signs in anew. */
const signedInSeconds = 12 * 60 * 60;

export function cookieOf(request: Request, name: CookieName): string | undefined {
  return parseCookie(request.headers.get('cookie') ?? '')[name] || undefined;
}

/**
 * `Set-Cookie` for this value; undefined takes the cookie away. SameSite=Strict (RFC 6265bis, 5.2): no other site's
 * page makes a browser send it, not even by a link.
 */
export function setCookie(request: Request, name: CookieName, value: string | undefined): string {
  const kept = name === 'konbini-cart' ? cartSeconds : signedInSeconds;
  return stringifySetCookie({
    name,
    value: value ?? '',
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: new URL(request.url).protocol === 'https:',
    maxAge: value === undefined ? 0 : kept,
  });
}

/** The guest's cart in its cookie: which it is, and its token. */
export function guestCartOf(request: Request): { id: string; token: string } | undefined {
  const [, id, token] = /^(crt_\w+)\.(\S+)$/.exec(cookieOf(request, 'konbini-cart') ?? '') ?? [];
  return id === undefined || token === undefined ? undefined : { id, token };
}

export function guestCartCookie(request: Request, cart: { id: string; token: string } | undefined): string {
  return setCookie(request, 'konbini-cart', cart && `${cart.id}.${cart.token}`);
}
