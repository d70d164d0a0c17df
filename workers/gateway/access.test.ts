import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { Access } from './access.ts';
import { fakeServices } from './fake-services.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import gateway from './worker.ts';

type Kind = Caller['kind'];

const secret = 'a secret of the tests, 32 bytes at least';
const settings = {
  ADMIN_TOKEN: 'administrator-of-the-tests',
  JWT_SECRET: secret,
  JWT_ISSUER: 'https://id.example',
  JWT_AUDIENCE: 'shop',
};

const jwt = await new SignJWT()
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject('alice')
  .setIssuer(settings.JWT_ISSUER)
  .setAudience(settings.JWT_AUDIENCE)
  .setExpirationTime('5m')
  .sign(new TextEncoder().encode(secret));

const credentials: Record<Kind, Record<string, string>> = {
  anonymous: {},
  guest: { 'cart-token': 'the-token-of-a-cart' },
  customer: { authorization: `Bearer ${jwt}` },
  admin: { authorization: `Bearer ${settings.ADMIN_TOKEN}` },
};

/** What comes of it, written out: the code under test must not be its own judge. */
const outcomes: Record<Access, Record<Kind, 200 | 401 | 403>> = {
  anyone: { anonymous: 200, guest: 200, customer: 200, admin: 200 },
  buyer: { anonymous: 401, guest: 200, customer: 200, admin: 200 },
  owner: { anonymous: 401, guest: 200, customer: 200, admin: 200 },
  customer: { anonymous: 401, guest: 403, customer: 200, admin: 403 },
  customerOrAdmin: { anonymous: 401, guest: 403, customer: 200, admin: 200 },
  admin: { anonymous: 401, guest: 403, customer: 403, admin: 200 },
};

const kinds: Kind[] = ['anonymous', 'guest', 'customer', 'admin'];
const cases = routes.flatMap((route) =>
  kinds.map((kind) => ({ ...route, kind, outcome: outcomes[route.access][kind] })),
);

function requestFor(route: Route, kind: Kind): Request {
  const url = `https://shop.example${route.path.replaceAll(/:\w+/g, 'some-id')}`;
  return new Request(url, { method: route.method, headers: credentials[kind] });
}

describe('each route, each caller', () => {
  test.each(cases)('$method $path, $kind: $outcome', async ({ kind, outcome, ...route }) => {
    const { env, seen } = fakeServices(settings);
    const response = await gateway.fetch(requestFor(route, kind), env);
    expect(response.status).toBe(outcome);
    if (outcome === 200) {
      for (const one of seen) expect(one.caller.kind).toBe(kind);
    } else {
      expect(seen).toEqual([]);
      const { code } = (await response.json()) as { code: string };
      expect(code).toBe(outcome === 401 ? 'authentication-required' : 'forbidden');
      expect(response.headers.get('www-authenticate')).toBe(outcome === 401 ? 'Bearer' : null);
    }
  });
});

test('each route reaches the service that the table names, and no other', async () => {
  for (const route of routes.filter(({ service }) => service !== 'gateway')) {
    const { env, seen } = fakeServices(settings);
    const kind = route.access === 'customer' ? 'customer' : 'admin';
    await gateway.fetch(requestFor(route, kind), env);
    expect(seen.map((one) => one.service)).toEqual([route.service]);
  }
});
