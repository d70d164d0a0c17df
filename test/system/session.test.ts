import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../shared/contracts/session.ts';
import { addItem, asCustomer, call, cartOf, newProduct, type Said } from './client.ts';
import { closeShop, credentials, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

/** A page in a browser: it keeps cookies, and sends them to whoever it asks. */
class Page {
  readonly #cookies = new Map<string, string>();
  readonly #header: Record<string, string>;

  constructor(name: 'shop' | 'console' | undefined) {
    this.#header = name === undefined ? {} : { 'konbini-page': name };
  }

  get cookies(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
  }

  async ask<Body = Said>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const said = await call<Body>(shop, method, path, {
      body,
      headers: { cookie: this.cookies, ...this.#header, ...headers },
    });
    for (const cookie of said.headers.getSetCookie()) this.#keep(cookie);
    return said;
  }

  #keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split('; ');
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }

  /** The same cookies in a page that does not say it is ours. */
  foreign(): Record<string, string> {
    return { cookie: this.cookies };
  }
}

const nobody = { customer: null, administrator: null, cart: null, localSignIn: true };

async function shoppingPage(): Promise<{ page: Page; cartId: string }> {
  const page = new Page('shop');
  const { body } = await page.ask<{ cart: { id: string } }>('POST', '/v1/carts', {});
  return { page, cartId: body.cart.id };
}

describe('a guest on the storefront', () => {
  test('has a cart whose token the page never sees', async () => {
    const page = new Page('shop');
    const made = await page.ask<{ cart: { id: string }; token?: string }>('POST', '/v1/carts', {});
    expect(made.status).toBe(201);
    expect(made.body.token).toBeUndefined();
    const product = await newProduct(shop, 5);
    const items = `/v1/carts/${made.body.cart.id}/items`;
    expect((await page.ask('POST', items, { productId: product, quantity: 2 })).status).toBe(200);
    expect((await page.ask<Session>('GET', '/v1/session')).body).toEqual({
      ...nobody,
      cart: made.body.cart.id,
    });
  });

  test('is nobody to a page that does not say it is ours, whatever cookies come along', async () => {
    const { page, cartId } = await shoppingPage();
    for (const headers of [page.foreign(), { ...page.foreign(), 'konbini-page': 'console' }]) {
      expect((await call(shop, 'GET', `/v1/carts/${cartId}`, { headers })).status).toBe(401);
    }
    const evil = {
      ...page.foreign(),
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    };
    const preflight = await fetch(`${shop.url}/v1/orders`, {
      method: 'OPTIONS',
      headers: { ...evil, 'access-control-request-headers': 'konbini-page' },
    });
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).not.toContain(
      'konbini-page',
    );
  });

  test('whoever says who they are in a header is that one, whatever the cookies say', async () => {
    const { page, cartId } = await shoppingPage();
    expect((await page.ask('GET', `/v1/carts/${cartId}`, undefined, await asCustomer('other'))).status).toBe(
      404,
    );
  });
});

describe('a customer', () => {
  test('signs in by a name on a laptop, takes the guest’s cart along, and signs out', async () => {
    const { page, cartId } = await shoppingPage();
    const product = await newProduct(shop, 5);
    await page.ask('POST', `/v1/carts/${cartId}/items`, { productId: product, quantity: 2 });
    const name = `hana-${Date.now()}`;
    const signedIn = await page.ask<Session>('POST', '/v1/session', { localCustomer: name });
    expect(signedIn.body).toEqual({ ...nobody, customer: name, cart: cartId });
    const { body: own } = await page.ask<{ cart: { id: string } }>('POST', '/v1/carts', {});
    const merged = await page.ask('POST', `/v1/carts/${own.cart.id}/merge`, { from: cartId });
    expect(merged.status).toBe(200);
    expect((await page.ask<Session>('GET', '/v1/session')).body).toEqual({ ...nobody, customer: name });
    const seen = await cartOf(shop, { cartId: own.cart.id, as: await asCustomer(name) });
    expect(seen.items).toMatchObject([{ productId: product, quantity: 2 }]);
    expect((await page.ask('DELETE', '/v1/session')).status).toBe(204);
    expect((await page.ask<Session>('GET', '/v1/session')).body).toEqual(nobody);
    expect(page.cookies).toBe('');
  });

  test('signs in with a token of the identity provider', async () => {
    const page = new Page('shop');
    const customerToken = ((await asCustomer('tanaka')).authorization ?? '').slice('Bearer '.length);
    expect((await page.ask<Session>('POST', '/v1/session', { customerToken })).body.customer).toBe('tanaka');
    expect((await page.ask('GET', '/v1/orders')).status).toBe(200);
  });

  test('merges nothing but the cart in the cookie', async () => {
    const { page } = await shoppingPage();
    const { cartId: theirs } = await shoppingPage();
    await page.ask('POST', '/v1/session', { localCustomer: 'thief' });
    const { body: own } = await page.ask<{ cart: { id: string } }>('POST', '/v1/carts', {});
    const refused = await page.ask('POST', `/v1/carts/${own.cart.id}/merge`, { from: theirs });
    expect([refused.status, refused.body.code]).toEqual([400, 'validation-failed']);
  });
});

describe('an administrator', () => {
  test('signs in to the console, and is nobody on the storefront', async () => {
    const page = new Page('console');
    const signedIn = await page.ask<Session>('POST', '/v1/session', { adminToken: credentials.ADMIN_TOKEN });
    expect(signedIn.body.administrator).toEqual({ name: null, scopes: ['all'] });
    expect((await page.ask('GET', '/v1/admin/webhooks')).status).toBe(200);
    const shopping = { ...page.foreign(), 'konbini-page': 'shop' };
    expect((await call(shop, 'GET', '/v1/admin/webhooks', { headers: shopping })).status).toBe(401);
    await page.ask('DELETE', '/v1/session');
    expect((await page.ask('GET', '/v1/admin/webhooks')).status).toBe(401);
  });
});

describe('nobody is signed in', () => {
  test.each([
    ['a wrong token', { adminToken: 'let-me-in' }, 401, 'invalid-token'],
    ['a token of nobody', { customerToken: 'a.b.c' }, 401, 'invalid-token'],
    [
      'an administrator’s token as a customer’s',
      { customerToken: credentials.ADMIN_TOKEN },
      401,
      'invalid-token',
    ],
    ['two of them', { adminToken: 'x', localCustomer: 'hana' }, 400, 'validation-failed'],
    ['nothing', {}, 400, 'validation-failed'],
    ['a name that is none', { localCustomer: '<script>' }, 400, 'validation-failed'],
  ])('by %s', async (_, body, status, code) => {
    const page = new Page('console');
    const refused = await page.ask('POST', '/v1/session', body);
    expect([refused.status, refused.body.code, page.cookies]).toEqual([status, code, '']);
  });

  test('by a page that is not ours', async () => {
    const page = new Page(undefined);
    expect((await page.ask('POST', '/v1/session', { localCustomer: 'hana' })).status).toBe(403);
    expect((await page.ask('DELETE', '/v1/session')).status).toBe(403);
  });

  test('any more by a cookie that is not valid any more, which says so on other routes', async () => {
    const headers = { cookie: 'konbini-customer=a.b.c', 'konbini-page': 'shop' };
    expect((await call<Session>(shop, 'GET', '/v1/session', { headers })).body).toEqual(nobody);
    expect((await call(shop, 'GET', '/v1/orders', { headers })).status).toBe(401);
  });
});

test('a product that is added goes into the cart of the cookie', async () => {
  const { page, cartId } = await shoppingPage();
  const refused = await addItem(shop, { cartId, as: page.foreign() }, await newProduct(shop, 1), 1);
  expect(refused.status).toBe(401);
});
