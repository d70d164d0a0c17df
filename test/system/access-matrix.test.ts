import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../workers/gateway/route.ts';
import { routes } from '../../workers/gateway/routes.ts';
import { asCustomer, type Buyer, call, checkOut, newCart, newProduct, type Said } from './client.ts';
import { closeShop, credentials, openShop, type Shop } from './shop.ts';

/*
 * Each route of the table that is about a cart or an order, by each caller, on each kind of it: the caller's own,
 * another's, one that does not exist. What is another's must look like what does not exist.
 */

type Who = 'nobody' | 'guest' | 'customer' | 'catalog' | 'orders' | 'support' | 'all';
type What = 'own' | "another guest's" | "another customer's" | 'none';
const whats: What[] = ['own', "another guest's", "another customer's", 'none'];

const scoped = ['catalog', 'orders', 'support'] as const;
const tokenOf = (scope: string) => `administrator-of-the-tests-${scope}`;
const administrators = Object.fromEntries(
  scoped.map((scope) => [scope, { token: tokenOf(scope), scopes: [scope] }]),
);

let shop: Shop;
let product: string;
beforeAll(async () => {
  shop = await openShop({ gateway: { ADMIN_TOKENS: JSON.stringify(administrators) } });
  product = await newProduct(shop, 100_000);
});
afterAll(() => closeShop(shop));

/** Objects by their place in a path. An administrator has none of their own: theirs is anybody's. */
const kinds: Record<string, 'cart' | 'order'> = {
  '/v1/carts/:id': 'cart',
  '/v1/carts/:id/live': 'cart',
  '/v1/carts/:id/items': 'cart',
  '/v1/carts/:id/items/:productId': 'cart',
  '/v1/carts/:id/merge': 'cart',
  '/v1/orders/:id': 'order',
  '/v1/orders/:id/timeline': 'order',
  '/v1/orders/:id/cancel': 'order',
  '/v1/orders/:id/fulfill': 'order',
  '/v1/orders/:id/refunds': 'order',
  '/v1/payments/sandbox/:orderId/authenticate': 'order',
};
const ofObjects = routes.filter(({ path }) => path in kinds);

test('every route of carts and orders that names one is in the matrix', () => {
  const named = routes.filter(({ path }) => /^\/v1\/(carts|orders|payments)\/.*:/.test(path));
  expect(named.map(({ id }) => id).toSorted()).toEqual(ofObjects.map(({ id }) => id).toSorted());
});

type Verdict = 'reached' | 'not found' | 'unauthenticated' | 'forbidden';

/** Written out: the code under test must not be its own judge. */
function verdictOf({ id, method }: Route, who: Who, what: What): Verdict {
  if (who === 'nobody') return 'unauthenticated';
  const isOrder = !id.endsWith('Cart') && !id.endsWith('Item');
  const isAdministrator = who !== 'guest' && who !== 'customer';
  if (id === 'mergeCart' && who !== 'customer') return 'forbidden';
  if (id === 'fulfillOrder' || id === 'refundOrder') {
    if (!isAdministrator) return 'forbidden';
  }
  if (isOrder && isAdministrator) {
    const may = who === 'all' || who === 'orders' || (who === 'support' && method === 'GET');
    if (!may) return 'forbidden';
    return what === 'none' ? 'not found' : 'reached';
  }
  return what === 'own' && !isAdministrator ? 'reached' : 'not found';
}

const callers: Record<Who, () => Promise<Buyer | { as: Record<string, string> }>> = {
  nobody: async () => ({ as: {} }),
  guest: () => newCart(shop, { [product]: 1 }),
  customer: async () => newCart(shop, { [product]: 1 }, await asCustomer(`own-${Math.random()}`)),
  catalog: async () => ({ as: { authorization: `Bearer ${tokenOf('catalog')}` } }),
  orders: async () => ({ as: { authorization: `Bearer ${tokenOf('orders')}` } }),
  support: async () => ({ as: { authorization: `Bearer ${tokenOf('support')}` } }),
  all: async () => ({ as: { authorization: `Bearer ${credentials.ADMIN_TOKEN}` } }),
};

/** The id of a cart or order of this kind. It waits for its buyer, so that whatever is done to it can be done. */
async function objectOf(kind: 'cart' | 'order', what: What, caller: object): Promise<string> {
  if (what === 'none') return `${kind === 'cart' ? 'crt' : 'ord'}_${'0'.repeat(26)}`;
  const stranger = () => asCustomer(`stranger-${Math.random()}`);
  const isOwn = what === 'own' && 'cartId' in caller;
  const buyer = isOwn
    ? (caller as Buyer)
    : await newCart(shop, { [product]: 1 }, what === "another customer's" ? await stranger() : undefined);
  if (kind === 'cart') return buyer.cartId;
  return (await checkOut(shop, buyer, 'tok_authenticate')).body.id;
}

function bodyOf(id: string): unknown {
  const bodies: Record<string, unknown> = {
    addItem: { productId: product, quantity: 1 },
    changeItem: { quantity: 2 },
    mergeCart: { from: `crt_${'1'.repeat(26)}`, token: 'nobody-has-it' },
    authenticateSandboxPayment: { approve: true },
  };
  return bodies[id] ?? {};
}

function verdictFrom(status: number, code: string | undefined, kind: string): Verdict {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  return code === `${kind}-not-found` ? 'not found' : 'reached';
}

describe.each(ofObjects.map((route) => ({ ...route, name: `${route.method} ${route.path}` })))(
  '$name',
  (route) => {
    const kind = kinds[route.path] as 'cart' | 'order';
    test.each(Object.keys(callers) as Who[])('by %s', async (who) => {
      for (const what of whats) {
        const caller = await callers[who]();
        const id = await objectOf(kind, what, caller);
        const path = route.path.replace(/:id|:orderId/, id).replace(':productId', product);
        const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : bodyOf(route.id);
        const said = await call<Said>(shop, route.method, path, { headers: caller.as, body });
        const verdict = verdictFrom(said.status, said.body?.code, kind);
        // What is merged from is another cart, which this one has not: the same answer as where the cart itself is not theirs.
        const expected =
          route.id === 'mergeCart' && who === 'customer' ? 'not found' : verdictOf(route, who, what);
        expect({ what, verdict }).toEqual({ what, verdict: expected });
        expect(said.status).toBeLessThan(500);
      }
    });
  },
);
