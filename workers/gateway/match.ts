import { IttyRouter } from 'itty-router';
import { problem } from '../../shared/http/problem.ts';
import type { Route } from './route.ts';

export type Match =
  | { kind: 'found'; route: Route }
  | { kind: 'wrongMethod'; allow: string[] }
  | { kind: 'notFound' };

export type Matcher = (method: string, pathname: string) => Promise<Match>;

export const methodNotAllowed = problem(
  405,
  'method-not-allowed',
  'Method not allowed',
  'This path does not take this method. The Allow header says which it takes.',
);

/** No id of ours comes near it. */
const maxParameterLength = 128;

/**
 * Finds the route of a request. The router decides on names and methods alone and never sees the request
 * itself: it would write `params` and `query` onto it.
 */
export function matcherOf(routes: readonly Route[]): Matcher {
  const routers = new Map<string, ReturnType<typeof routerOf>>();
  for (const [kind, alike] of Map.groupBy(routes, ({ method, path }) => kindOf(method, path))) {
    routers.set(kind, routerOf(alike));
  }
  const methods = [...new Set(routes.map((route) => route.method))];

  const find = async (method: string, pathname: string): Promise<Route | undefined> =>
    routers.get(kindOf(method, pathname))?.fetch({ method, url: `http://gateway${pathname}` });

  return async (method, pathname) => {
    if (!isExact(pathname)) return { kind: 'notFound' };
    // RFC 9110, 9.3.2: HEAD is GET without the content.
    const route = await find(method === 'HEAD' ? 'GET' : method, pathname);
    if (route) return { kind: 'found', route };
    const allow: string[] = [];
    for (const other of methods) {
      if (await find(other, pathname)) allow.push(...(other === 'GET' ? ['GET', 'HEAD'] : [other]));
    }
    return allow.length > 0 ? { kind: 'wrongMethod', allow } : { kind: 'notFound' };
  };
}

/** A router tries its routes one after the other, and there are many: each gets those alone that can match. */
function kindOf(method: string, path: string): string {
  return `${method} ${path.split('/').length}`;
}

function routerOf(routes: readonly Route[]) {
  const router = IttyRouter();
  for (const route of routes) {
    const method = route.method.toLowerCase() as Lowercase<Route['method']>;
    router[method](route.path, () => route);
  }
  return router;
}

/**
 * A resource has one path. itty-router lets any number of slashes follow a path, and takes whatever is not
 * a slash for a parameter.
 */
function isExact(pathname: string): boolean {
  if (pathname === '/') return true;
  const segments = pathname.slice(1).split('/');
  return segments.every(isPlain);
}

/** RFC 3986, 6.2.2.2: letters, digits, `-`, `.`, `_` and `~` mean the same when percent-encoded. */
const encodedUnreserved = /%(?:2[DE]|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const misleading = /[\u0000-\u001f\u007f/\\%]/;

/** One spelling only, and nothing that becomes a path of its own if someone decodes it, or decodes it twice. */
function isPlain(segment: string): boolean {
  if (segment === '' || segment.length > maxParameterLength) return false;
  if (!segment.includes('%')) return true;
  if (encodedUnreserved.test(segment)) return false;
  try {
    return !misleading.test(decodeURIComponent(segment));
  } catch {
    return false;
  }
}
