import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCursor } from '../../shared/contracts/page.ts';
import {
  asAdmin,
  asCustomer,
  call,
  cartOf,
  checkOut,
  newCart,
  newProduct,
  stockOf,
  together,
} from './client.ts';
import { type Answered, ask, flawOf, said } from './raw.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';
import { type Stage, stageFor } from './writes.ts';

let shop: Shop;
let stage: Stage;
beforeAll(async () => {
  shop = await sharedShop();
  stage = await stageFor(shop);
});
afterAll(() => closeShop(shop));

type Headers = Record<string, string>;

test.each(['/v1/admin/faults', '/v1/admin/wire', '/local/faults', '/local/wire'])(
  '%s is there on a laptop alone',
  async (path) => {
    const { status, body } = await call(shop, 'GET', path, { headers: asAdmin });
    expect([status, body.code]).toEqual([404, 'route-not-found']);
  },
);

describe('queries that are nonsense are refused', () => {
  const lists = ['/v1/products', '/v1/orders', '/v1/admin/notifications'];
  const badQueries = [
    ...['0', '101', 'abc', '-1', '1.5', '1e1', '', '+5', '5%20', '%00', '9'.repeat(30)].map(
      (limit) => `limit=${limit}`,
    ),
    ...['', 'abc', '%00', 'a'.repeat(5_000), '*', 'k1:p', '%F0%9F%92%A5'].map((cursor) => `cursor=${cursor}`),
    ...['unknown=1', 'Limit=5', 'limit[]=5', '__proto__=1', '=1', 'q%00=1'],
  ];

  test.each(lists)('%s', async (path) => {
    const answers = await together(badQueries, (query) => ask(shop, 'GET', `${path}?${query}`, asAdmin), 8);
    const accepted = badQueries.filter(
      (_, index) => said(answers[index] as Answered) !== '400 validation-failed',
    );
    expect(accepted).toEqual([]);
    expect(answers.map(flawOf).filter(Boolean)).toEqual([]);
  });

  test.each([
    [
      '/v1/products',
      ['status=', 'status=sold', 'status=Active', `q=${'a'.repeat(201)}`, `q=${'a'.repeat(10_000)}`].concat([
        'attributes=food',
        'attributes[]=food',
        'attributes[a%20b]=food',
        'attributes[__proto__]=food',
        'attributes[a][b]=food',
        'attributes[a]=1&attributes[a]=2',
        `attributes[a]=${'a'.repeat(501)}`,
        Array.from({ length: 11 }, (_, index) => `attributes[a${index}]=1`).join('&'),
      ]),
    ],
    [
      '/v1/orders',
      [
        'status=',
        'status=paid',
        'status=Confirmed',
        'from=yesterday',
        'from=2026',
        'to=1795373258113',
        'to=',
      ].concat([
        'from=2026-13-01T00:00:00Z',
        'from=2026-01-32T00:00:00Z',
        'from=2026-01-01T25:00:00Z',
        'to=2026-01-01T00:00:00',
      ]),
    ],
  ])('%s and its own filters', async (path, queries) => {
    const answers = await together(queries, (query) => ask(shop, 'GET', `${path}?${query}`, asAdmin), 8);
    expect(answers.map((answer, index) => `${queries[index]} ${said(answer)}`)).toEqual(
      queries.map((query) => `${query} 400 validation-failed`),
    );
  });

  test('a cursor of another list is none of this one’s', async () => {
    const cursor = encodeCursor('no moment here');
    expect(said(await ask(shop, 'GET', `/v1/orders?cursor=${cursor}`, asAdmin))).toBe(
      '400 validation-failed',
    );
  });

  test('what a search may hold is searched for, and is no SQL', async () => {
    for (const q of [
      "'; DROP TABLE catalog_a; --",
      '"unclosed',
      'NEAR(a b, 5) OR * NOT',
      'words:a -b ^c {d} : (',
      '%',
      '_',
      '"',
      '\\',
      '100%',
      '\u{1f4a5}',
      'a'.repeat(200),
      ' ',
    ]) {
      const found = await ask(shop, 'GET', `/v1/products?q=${encodeURIComponent(q)}&limit=1`);
      expect([q, found.status]).toEqual([q, 200]);
    }
    const mangled = await ask(shop, 'GET', '/v1/products?q=%ff%zz&limit=1');
    expect([200, 400]).toContain(mangled.status);
  });
});

describe('ids that nothing can have are not found', () => {
  const strange = (id: string) => [
    id.toUpperCase(),
    `${id}x`,
    id.slice(0, -1),
    `${id}%20`,
    `%20${id}`,
    `${id}%00`,
    `%2e%2e`,
    '..',
    `%2E%2E%2F${id}`,
    `..%2f${id}`,
    `${id}%2f`,
    `${id}%2Fstock`,
    `${id}%3Fx`,
    `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`,
    `${id};x=1`,
    `${id}%ff`,
    `${id}%`,
    '%25',
    '__proto__',
    'constructor',
    '%F0%9F%92%A5',
    'a'.repeat(10_000),
  ];

  test('products, carts and orders, for reading and for writing', async () => {
    const { product, guest, order, ordering } = stage;
    const body = { name: 'Other', price: { amount: 1, currency: 'EUR' } };
    const targets: [string, string, (id: string) => string, Headers, unknown][] = [
      ['GET', product, (id) => `/v1/products/${id}`, {}, undefined],
      ['PUT', product.toUpperCase(), (id) => `/v1/products/${id}`, asAdmin, body],
      ['DELETE', product, (id) => `/v1/products/${id}`, asAdmin, undefined],
      ['POST', product, (id) => `/v1/products/${id}/stock`, asAdmin, { delta: 1 }],
      ['GET', guest.cartId, (id) => `/v1/carts/${id}`, guest.as, undefined],
      ['POST', guest.cartId, (id) => `/v1/carts/${id}/items`, guest.as, { productId: product, quantity: 1 }],
      ['PATCH', product, (id) => `/v1/carts/${guest.cartId}/items/${id}`, guest.as, { quantity: 9 }],
      ['GET', order.id, (id) => `/v1/orders/${id}`, ordering.as, undefined],
      ['POST', order.id, (id) => `/v1/orders/${id}/cancel`, ordering.as, undefined],
      ['POST', order.id, (id) => `/v1/payments/sandbox/${id}/authenticate`, ordering.as, { approve: true }],
      ['GET', order.id, (id) => `/v1/admin/sandbox/payments/${id}`, asAdmin, undefined],
    ];
    const before = [await stockOf(shop, product), await cartOf(shop, guest)];
    const seen = await call(shop, 'GET', `/v1/products/${product}`);
    for (const [method, id, path, as, sent] of targets) {
      const ids = strange(id).filter((other) => method !== 'PUT' || !/^[a-z0-9._-]{1,64}$/.test(other));
      const headers: Headers = { ...as, ...(sent ? { 'content-type': 'application/json' } : {}) };
      const answers = await together(
        ids,
        (other) => ask(shop, method, path(other), headers, sent ? JSON.stringify(sent) : undefined),
        8,
      );
      const flaws = answers.map((answer, index) => [ids[index]?.slice(0, 60), answer.status, flawOf(answer)]);
      expect(flaws.filter(([, , flaw]) => flaw).map((flaw) => [method, path('ID'), ...flaw])).toEqual([]);
    }
    expect([await stockOf(shop, product), await cartOf(shop, guest)]).toEqual(before);
    expect((await call(shop, 'GET', `/v1/products/${product}`)).body).toEqual(seen.body);
    const still = await call(shop, 'GET', `/v1/orders/${order.id}`, { headers: ordering.as });
    expect(still.body).toEqual(order);
  });

  test('a product’s id has 64 characters at most', async () => {
    const body = JSON.stringify({ name: 'Long', price: { amount: 1, currency: 'EUR' } });
    const headers = { ...asAdmin, 'content-type': 'application/json' };
    const put = (id: string) => ask(shop, 'PUT', `/v1/products/${id}`, headers, body);
    expect(said(await put('a'.repeat(65)))).toBe('400 validation-failed');
    expect([200, 201]).toContain((await put('a'.repeat(64))).status);
    expect((await put('a.b_c-d')).status).toBeLessThan(300);
  });
});

describe('paths', () => {
  test.each([
    '/v1',
    '/v1/',
    '/v1/products/',
    '//v1/products',
    '/v1//products',
    '/V1/products',
    '/v1/Products',
    '/v1/%70roducts',
    '/v2/products',
    '/v1/admin',
    '/.dev.vars',
    '/wrangler.toml',
    '/..%2f..%2fetc/passwd',
  ])('%s is nothing', async (path) => {
    const answer = await ask(shop, 'GET', path, asAdmin);
    expect([path, said(answer)]).toEqual([path, '404 route-not-found']);
  });

  test('another method is a 405 that says which are allowed', async () => {
    const { headers, body } = await call(shop, 'DELETE', '/v1/carts');
    expect(body).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(headers.get('allow')).toBe('POST');
    for (const method of ['OPTIONS', 'PURGE', 'PATCH']) {
      expect(said(await ask(shop, method, '/v1/products', asAdmin))).toBe('405 method-not-allowed');
    }
  });
});

describe('a body that looks right and asks for what is not there', () => {
  test('a cart that does not exist, or another’s', async () => {
    const product = await newProduct(shop, 3);
    const buyer = await newCart(shop, { [product]: 1 }, await asCustomer('asking'));
    const other = await newCart(shop, { [product]: 1 });
    for (const cartId of [`crt_${'0'.repeat(26)}`, other.cartId]) {
      expect((await checkOut(shop, { ...buyer, cartId })).body).toMatchObject({
        status: 404,
        code: 'cart-not-found',
      });
    }
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: 0 });
  });

  test('an empty cart, an unknown payment token or provider: nothing is frozen, nothing held', async () => {
    const product = await newProduct(shop, 3);
    expect((await checkOut(shop, await newCart(shop))).body).toMatchObject({
      status: 409,
      code: 'cart-empty',
    });
    const buyer = await newCart(shop, { [product]: 1 });
    for (const token of ['tok_unknown', 'TOK_OK', '\ud800', ' tok_ok', 'tok_ok\u0000']) {
      expect((await checkOut(shop, buyer, token)).body).toMatchObject({
        status: 422,
        code: 'unknown-payment-token',
      });
    }
    const stripe = { payment: { provider: 'stripe', token: 'tok_visa' } };
    expect((await checkOut(shop, buyer, '', {}, stripe)).body).toMatchObject({
      code: 'unknown-payment-provider',
    });
    expect((await cartOf(shop, buyer)).status).toBe('open');
    expect(await stockOf(shop, product)).toMatchObject({ held: 0, sold: 0 });
  });

  test('a cancel that says more than that: nothing is canceled', async () => {
    const { order, ordering } = stage;
    const path = `/v1/orders/${order.id}/cancel`;
    for (const body of ['{"reason":"none"}', '{"__proto__":{}}', '[]', 'null', '1', 'nonsense']) {
      const refused = await ask(
        shop,
        'POST',
        path,
        { ...ordering.as, 'content-type': 'application/json' },
        body,
      );
      expect([body, refused.status, flawOf(refused)]).toEqual([body, 400, undefined]);
    }
    const still = await call(shop, 'GET', `/v1/orders/${order.id}`, { headers: ordering.as });
    expect(still.body).toEqual(order);
  });
});
