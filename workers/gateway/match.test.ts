import { describe, expect, test } from 'vitest';
import { matcherOf } from './match.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

const match = matcherOf(routes);

async function pathOf(method: string, pathname: string): Promise<string> {
  const found = await match(method, pathname);
  return found.kind === 'found' ? `${found.route.method} ${found.route.path}` : found.kind;
}

function filledIn(route: Route): string {
  return route.path.replaceAll(/:\w+/g, 'a-1');
}

describe('a path of the table', () => {
  test.each(routes)('$method $path finds its own route', async (route) => {
    expect(await match(route.method, filledIn(route))).toEqual({ kind: 'found', route });
  });

  test.each(routes)('$method $path: with a slash behind it is another path', async (route) => {
    expect(await pathOf(route.method, `${filledIn(route)}/`)).toBe('notFound');
    expect(await pathOf(route.method, `${filledIn(route)}//`)).toBe('notFound');
  });

  test.each(routes)('$method $path: with a slash doubled is another path', async (route) => {
    const path = filledIn(route);
    for (const { index } of path.matchAll(/\//g)) {
      const doubled = `${path.slice(0, index)}/${path.slice(index)}`;
      expect(await pathOf(route.method, doubled)).toBe('notFound');
    }
  });

  test.each(routes.filter(({ path }) => path !== '/'))(
    '$method $path: in capitals is another path',
    async (route) => {
      expect(await pathOf(route.method, filledIn(route).toUpperCase())).toBe('notFound');
    },
  );

  test('ids keep their dots, dashes and capitals', async () => {
    expect(await pathOf('GET', '/v1/products/Green-tea_0.5~l')).toBe('GET /v1/products/:id');
  });
});

describe('a trick with the path finds nothing', () => {
  test.each([
    ['a slash in disguise', '/v1/products/x%2Fstock'],
    ['a slash in disguise, in small letters', '/v1/products/x%2fstock'],
    ['a slash in two disguises', '/v1/products/x%252Fstock'],
    ['a backslash in disguise', '/v1/products/x%5Cstock'],
    ['a letter in disguise', '/v1/%70roducts'],
    ['a letter of an id in disguise', '/v1/products/%78'],
    ['a digit in disguise', '/v1/products/%31'],
    ['a dash in disguise', '/v1/products/green%2Dtea'],
    ['an underscore in disguise', '/v1/carts/crt%5f1'],
    ['an end of text', '/v1/products/x%00'],
    ['an end of line', '/v1/products/x%0d%0aSet-Cookie:y'],
    ['an escape that is none', '/v1/products/%zz'],
    ['bytes that are no text', '/v1/products/%c3%28'],
    ['an empty id', '/v1/products//stock'],
    ['something in front', '/x/v1/products'],
    ['something behind', '/v1/products/x/stock/y'],
    ['nothing at all', ''],
    ['a second slash', '//'],
  ])('%s: %s', async (_, pathname) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']) {
      expect(await pathOf(method, pathname)).toBe('notFound');
    }
  });

  test('an id that is only strange is left to its service to refuse', async () => {
    expect(await pathOf('PUT', '/v1/products/caf%C3%A9%20noir')).toBe('PUT /v1/products/:id');
  });
});

test('an id of 128 characters passes, one of 129 does not', async () => {
  expect(await pathOf('GET', `/v1/products/${'x'.repeat(128)}`)).toBe('GET /v1/products/:id');
  expect(await pathOf('GET', `/v1/products/${'x'.repeat(129)}`)).toBe('notFound');
  expect(await pathOf('PATCH', `/v1/carts/x/items/${'x'.repeat(129)}`)).toBe('notFound');
});

describe('the method', () => {
  test('HEAD finds what GET finds', async () => {
    expect(await pathOf('HEAD', '/v1/orders/x')).toBe('GET /v1/orders/:id');
  });

  test.each([
    ['DELETE', '/v1/orders', ['POST', 'GET', 'HEAD']],
    ['HEAD', '/v1/carts', ['POST']],
    ['get', '/v1/products', ['GET', 'HEAD']],
    ['OPTIONS', '/v1/carts/x/items/y', ['PATCH', 'DELETE']],
    ['PROPFIND', '/healthz', ['GET', 'HEAD']],
  ])('%s %s is told which methods there are', async (method, pathname, allow) => {
    const found = await match(method, pathname);
    expect(found.kind === 'wrongMethod' && found.allow.toSorted()).toEqual(allow.toSorted());
  });

  test('`ALL` is a method like any other', async () => {
    expect(await pathOf('ALL', '/v1/products')).toBe('wrongMethod');
  });
});
