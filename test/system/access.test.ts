import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import { ordersOf } from './books.ts';
import {
  addItem,
  asAdmin,
  asCustomer,
  type Buyer,
  call,
  cancelOrder,
  cartOf,
  checkOut,
  newCart,
  newProduct,
  type Said,
  stockOf,
} from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
let product: string;
beforeAll(async () => {
  shop = await sharedShop();
  product = await newProduct(shop, 1_000);
});
afterAll(() => closeShop(shop));

type Headers = Record<string, string>;

interface Attempt {
  method: string;
  path: string;
  body?: unknown;
}

function attempt({ method, path, body }: Attempt, headers: Headers) {
  return call<Said>(shop, method, path, { headers, body });
}

function cartRoutes({ cartId }: Buyer): Attempt[] {
  return [
    { method: 'GET', path: `/v1/carts/${cartId}` },
    { method: 'POST', path: `/v1/carts/${cartId}/items`, body: { productId: product, quantity: 1 } },
    { method: 'PATCH', path: `/v1/carts/${cartId}/items/${product}`, body: { quantity: 5 } },
    { method: 'PATCH', path: `/v1/carts/${cartId}/items/${product}`, body: { quantity: 0 } },
    { method: 'DELETE', path: `/v1/carts/${cartId}/items/${product}` },
    {
      method: 'POST',
      path: '/v1/orders',
      body: { cartId, email: 'thief@example.com', payment: { token: 'tok_ok' } },
    },
  ];
}

function orderRoutes(id: string): Attempt[] {
  return [
    { method: 'GET', path: `/v1/orders/${id}` },
    { method: 'GET', path: `/v1/orders/${id}/timeline` },
    { method: 'POST', path: `/v1/orders/${id}/cancel` },
    { method: 'POST', path: `/v1/payments/sandbox/${id}/authenticate`, body: { approve: true } },
  ];
}

/** Who they are: the owner of one kind of cart is a stranger to the others. */
async function everybody(): Promise<Record<string, Headers>> {
  return {
    'another guest': (await newCart(shop)).as,
    'another customer': await asCustomer(`stranger-${Date.now()}`),
  };
}

describe('what is another’s is a 404, and stays as it is', () => {
  test.each(['guest', 'customer'])('the cart of a %s', async (kind) => {
    const customer = kind === 'customer' ? await asCustomer('owner') : undefined;
    const owner = await newCart(shop, { [product]: 2 }, customer);
    const before = await cartOf(shop, owner);
    for (const stranger of Object.values({ ...(await everybody()), admin: asAdmin })) {
      for (const route of cartRoutes(owner)) {
        const { status, body } = await attempt(route, stranger);
        expect({ ...route, status, code: body.code }).toEqual({
          ...route,
          status: 404,
          code: 'cart-not-found',
        });
      }
    }
    expect(await cartOf(shop, owner)).toEqual(before);
  });

  test.each(['guest', 'customer'])('the order of a %s, before and after it is paid', async (kind) => {
    const customer = kind === 'customer' ? await asCustomer('owner') : undefined;
    for (const token of ['tok_ok', 'tok_authenticate']) {
      const owner = await newCart(shop, { [product]: 1 }, customer);
      const { body: order } = await checkOut(shop, owner, token);
      for (const stranger of Object.values(await everybody())) {
        for (const route of orderRoutes(order.id)) {
          const { status, body } = await attempt(route, stranger);
          expect({ ...route, status, code: body.code }).toEqual({
            ...route,
            status: 404,
            code: 'order-not-found',
          });
        }
      }
      expect((await attempt({ method: 'GET', path: `/v1/orders/${order.id}` }, owner.as)).body).toEqual(
        order,
      );
    }
  });

  test('an administrator sees and cancels any order', async () => {
    const { body: order } = await checkOut(shop, await newCart(shop, { [product]: 1 }));
    const [get, timeline] = orderRoutes(order.id) as [Attempt, Attempt];
    expect((await attempt(get, asAdmin)).body).toEqual(order);
    expect((await attempt(timeline, asAdmin)).status).toBe(200);
    expect((await cancelOrder(shop, order.id, asAdmin)).body).toMatchObject({ status: 'canceled' });
  });

  test('what does not exist looks no different', async () => {
    const { as } = await newCart(shop);
    const owner = await newCart(shop, { [product]: 1 });
    const real = await attempt({ method: 'GET', path: `/v1/carts/${owner.cartId}` }, as);
    const madeUp = await attempt({ method: 'GET', path: `/v1/carts/crt_${'0'.repeat(26)}` }, as);
    expect(madeUp.body).toEqual(real.body);
  });
});

describe('a guest’s token', () => {
  test('opens its own cart only: not a customer’s, not even under the same id', async () => {
    const customer = await asCustomer('owner');
    const theirs = await newCart(shop, { [product]: 1 }, customer);
    const own = await newCart(shop, { [product]: 1 });
    const both = await call(shop, 'GET', `/v1/carts/${theirs.cartId}`, { headers: own.as });
    expect(both.body).toMatchObject({ status: 404 });
    const emptyToken = await call(shop, 'GET', `/v1/carts/${theirs.cartId}`, {
      headers: { 'cart-token': '' },
    });
    expect(emptyToken.status).toBe(401);
  });

  test('does not count beside a customer’s: who signs in is the customer', async () => {
    const own = await newCart(shop, { [product]: 1 });
    const headers = { ...own.as, ...(await asCustomer('signed-in')) };
    expect((await call(shop, 'GET', `/v1/carts/${own.cartId}`, { headers })).status).toBe(404);
  });

  test('is shown once, and never to customers', async () => {
    const made = await call<{ token?: string }>(shop, 'POST', '/v1/carts', {
      headers: await asCustomer('owner'),
    });
    expect(made.status).toBe(201);
    expect(made.body.token).toBeUndefined();
    const guest = await newCart(shop, { [product]: 1 });
    const { headers, body } = await call(shop, 'GET', `/v1/carts/${guest.cartId}`, { headers: guest.as });
    expect(JSON.stringify([body, [...headers]])).not.toContain(guest.as['cart-token']);
  });
});

describe('a customer', () => {
  test('of any name has carts and orders', async () => {
    const customerId = `Zoë 👤 %2F/"<${Date.now()}>`;
    const buyer = await newCart(shop, { [product]: 1 }, await asCustomer(customerId));
    const { status, body: order } = await checkOut(shop, buyer);
    expect(status).toBe(201);
    expect((await ordersOf(shop, customerId, 1)).map(({ id }) => id)).toEqual([order.id]);
  });

  test('has several carts, each of which is theirs from any session', async () => {
    const first = await newCart(shop, { [product]: 1 }, await asCustomer('roaming'));
    const headers = await asCustomer('roaming');
    expect(
      (await call<CartView>(shop, 'GET', `/v1/carts/${first.cartId}`, { headers })).body.items,
    ).toHaveLength(1);
  });
});

const adminRoutes: Attempt[] = [
  { method: 'PUT', path: '/v1/products/:id', body: { name: 'x', price: { amount: 1, currency: 'EUR' } } },
  { method: 'DELETE', path: '/v1/products/:id' },
  { method: 'POST', path: '/v1/products/:id/stock', body: { delta: 5 } },
  { method: 'GET', path: '/v1/products/:id/stock' },
  { method: 'POST', path: '/v1/admin/customers/nobody/forget' },
  { method: 'GET', path: '/v1/admin/notifications' },
  { method: 'GET', path: `/v1/admin/notifications/ord_${'0'.repeat(26)}-confirmed` },
  { method: 'GET', path: '/v1/admin/dead-letters' },
  { method: 'POST', path: '/v1/admin/dead-letters/redrive' },
  { method: 'POST', path: `/v1/admin/dead-letters/dlt_${'0'.repeat(26)}/redrive` },
  { method: 'GET', path: '/v1/admin/webhooks' },
  { method: 'POST', path: '/v1/admin/webhooks', body: { url: 'https://hooks.example.com/' } },
  { method: 'GET', path: `/v1/admin/webhooks/whk_${'0'.repeat(26)}` },
  { method: 'DELETE', path: `/v1/admin/webhooks/whk_${'0'.repeat(26)}` },
  { method: 'POST', path: `/v1/admin/webhooks/whk_${'0'.repeat(26)}/enable` },
  { method: 'POST', path: `/v1/admin/webhooks/whk_${'0'.repeat(26)}/rotate-secret` },
  { method: 'GET', path: `/v1/admin/webhooks/whk_${'0'.repeat(26)}/deliveries` },
  { method: 'POST', path: `/v1/admin/webhooks/whk_${'0'.repeat(26)}/deliveries/1/redeliver` },
  { method: 'POST', path: '/v1/admin/products/import', body: { id: ':id', stock: 5 } },
  { method: 'GET', path: '/v1/admin/products/export' },
  { method: 'GET', path: '/v1/admin/sandbox/payments' },
  { method: 'GET', path: `/v1/admin/sandbox/payments/ord_${'0'.repeat(26)}` },
];

describe('administrators’ routes', () => {
  test.each(adminRoutes)('$method $path: 401 for nobody, 403 for others, whatever is sent', async (route) => {
    const target = { ...route, path: route.path.replace(':id', product) };
    const before = [await stockOf(shop, product), (await call(shop, 'GET', `/v1/products/${product}`)).body];
    for (const body of [route.body, { nonsense: true }]) {
      const nobody = await attempt({ ...target, body: route.body && body }, {});
      expect(nobody).toMatchObject({ status: 401, body: { code: 'authentication-required' } });
      expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
      for (const somebody of Object.values(await everybody())) {
        const refused = await attempt({ ...target, body: route.body && body }, somebody);
        expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      }
    }
    const after = [await stockOf(shop, product), (await call(shop, 'GET', `/v1/products/${product}`)).body];
    expect(after).toEqual(before);
  });

  test('archived products are listed for administrators only', async () => {
    expect((await attempt({ method: 'GET', path: '/v1/products?status=archived' }, {})).status).toBe(403);
  });
});

describe('routes that need somebody', () => {
  test('nobody is asked who they are, guests cannot list orders or merge', async () => {
    const own = await newCart(shop, { [product]: 1 });
    const needsSomebody = [...cartRoutes(own), ...orderRoutes(`ord_${'0'.repeat(26)}`)];
    needsSomebody.push({ method: 'GET', path: '/v1/orders' });
    for (const route of needsSomebody) expect((await attempt(route, {})).status).toBe(401);
    const merge = { from: own.cartId, token: own.as['cart-token'] };
    const refused = [
      await attempt({ method: 'GET', path: '/v1/orders' }, own.as),
      await attempt({ method: 'POST', path: `/v1/carts/${own.cartId}/merge`, body: merge }, own.as),
      await attempt({ method: 'POST', path: `/v1/carts/${own.cartId}/merge`, body: merge }, asAdmin),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

describe('who the caller is', () => {
  test('is not to be said from outside', async () => {
    const forged = {
      'konbini-caller': encodeURIComponent(JSON.stringify({ kind: 'admin' })),
      'request-id': 'mine',
    };
    const refused = await call(shop, 'GET', '/v1/admin/notifications', { headers: forged });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('request-id')).not.toBe('mine');
    const own = await newCart(shop, { [product]: 1 });
    const theirs = await newCart(shop, { [product]: 1 });
    const stolen = await addItem(shop, { cartId: theirs.cartId, as: { ...own.as, ...forged } }, product, 1);
    expect(stolen.status).toBe(404);
  });
});
