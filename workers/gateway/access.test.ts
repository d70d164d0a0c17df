import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { Access } from './access.ts';
import { fakeServices } from './fake-services.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import type { Scope } from './scopes.ts';
import gateway from './worker.ts';

/** Administrators by their scope, beside the one who may do everything. */
type Who = Exclude<Caller['kind'], 'admin'> | Scope;

const secret = 'a secret of the tests, 32 bytes at least';
const tokenOf = (scope: string) => `administrator-of-the-tests-${scope}`;
const scoped = Object.fromEntries(
  ['catalog', 'orders', 'support'].map((scope) => [scope, { token: tokenOf(scope), scopes: [scope] }]),
);
const settings = {
  ADMIN_TOKEN: tokenOf('all'),
  ADMIN_TOKENS: JSON.stringify(scoped),
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

const asAdministrator = (scope: Scope) => ({ authorization: `Bearer ${tokenOf(scope)}` });
const credentials: Record<Who, Record<string, string>> = {
  anonymous: {},
  guest: { 'cart-token': 'the-token-of-a-cart' },
  customer: { authorization: `Bearer ${jwt}` },
  catalog: asAdministrator('catalog'),
  orders: asAdministrator('orders'),
  support: asAdministrator('support'),
  all: asAdministrator('all'),
};
const whos = Object.keys(credentials) as Who[];

type Outcome = 200 | 401 | 403;

/** What comes of it, written out: the code under test must not be its own judge. */
const outcomes: Record<Access, Record<Caller['kind'], Outcome>> = {
  anyone: { anonymous: 200, guest: 200, customer: 200, admin: 200 },
  buyer: { anonymous: 401, guest: 200, customer: 200, admin: 200 },
  owner: { anonymous: 401, guest: 200, customer: 200, admin: 200 },
  customer: { anonymous: 401, guest: 403, customer: 200, admin: 403 },
  customerOrAdmin: { anonymous: 401, guest: 403, customer: 200, admin: 200 },
  admin: { anonymous: 401, guest: 403, customer: 403, admin: 200 },
};
const reached: Record<Scope, { reads: string[]; writes: string[] }> = {
  catalog: { reads: ['catalog'], writes: ['catalog'] },
  orders: { reads: ['orders'], writes: ['orders'] },
  support: { reads: ['catalog', 'orders', 'all'], writes: [] },
  all: { reads: ['catalog', 'orders', 'all'], writes: ['catalog', 'orders', 'all'] },
};

function outcomeOf({ access, scope, method }: Route, who: Who): Outcome {
  if (who === 'anonymous' || who === 'guest' || who === 'customer') return outcomes[access][who];
  if (outcomes[access].admin !== 200 || scope === null) return outcomes[access].admin;
  return reached[who][method === 'GET' ? 'reads' : 'writes'].includes(scope) ? 200 : 403;
}

function kindOf(who: Who): Caller['kind'] {
  return who === 'anonymous' || who === 'guest' || who === 'customer' ? who : 'admin';
}

const cases = routes.flatMap((route) =>
  whos.map((who) => ({ ...route, who, outcome: outcomeOf(route, who) })),
);

function requestFor(route: Route, who: Who): Request {
  const url = `https://shop.example${route.path.replaceAll(/:\w+/g, 'some-id')}`;
  // Sessions are for our own pages.
  const headers = { 'konbini-page': 'console', ...credentials[who] };
  return new Request(url, { method: route.method, headers });
}

/** RFC 6750, 3.1: whoever may come here with another scope hears which. */
function challengeOf({ access, scope }: Route, who: Who, outcome: 401 | 403): string | null {
  if (outcome === 401) return 'Bearer';
  const lacksScope = kindOf(who) === 'admin' && outcomes[access].admin === 200;
  return lacksScope ? `Bearer error="insufficient_scope", scope="${scope}"` : null;
}

describe('each route, each caller', () => {
  test.each(cases)('$method $path, $who: $outcome', async ({ who, outcome, ...route }) => {
    const { env, seen } = fakeServices(settings);
    const response = await gateway.fetch(requestFor(route, who), env);
    if (outcome === 200) {
      // What comes after that is the route's own.
      expect([401, 403]).not.toContain(response.status);
      for (const one of seen) expect(one.caller.kind).toBe(kindOf(who));
    } else {
      expect(response.status).toBe(outcome);
      expect(seen).toEqual([]);
      const { code } = (await response.json()) as { code: string };
      expect(code).toBe(outcome === 401 ? 'authentication-required' : 'forbidden');
      expect(response.headers.get('www-authenticate')).toBe(challengeOf(route, who, outcome));
    }
  });
});

test('each route reaches the service that the table names, and no other', async () => {
  for (const route of routes.filter(({ service }) => service !== 'gateway')) {
    const { env, seen } = fakeServices(settings);
    const who = route.access === 'customer' ? 'customer' : 'all';
    await gateway.fetch(requestFor(route, who), env);
    expect(seen.map((one) => one.service)).toEqual([route.service]);
  }
});
