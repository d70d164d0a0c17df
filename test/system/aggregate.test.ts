import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import type { Storefront } from '../../shared/contracts/expanded.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { asAdmin, asCustomer, call, checkOut, eventually, newCart, newProduct, type Said } from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

interface Expanded {
  expanded?: Record<string, { status: string; items?: { id: string }[]; steps?: object[] }>;
}

const get = <Body>(path: string, headers: Record<string, string> = {}) =>
  call<Body>(shop, 'GET', path, { headers });

describe('a cart with its products', () => {
  test('is the cart, and what is in it, in one answer', async () => {
    const products = [await newProduct(shop, 5), await newProduct(shop, 5)];
    const buyer = await newCart(shop, Object.fromEntries(products.map((id) => [id, 1])));
    const path = `/v1/carts/${buyer.cartId}`;
    const { expanded, ...cart } = await eventually(async () => {
      const { body } = await get<CartView & Expanded>(`${path}?expand=products`, buyer.as);
      return body.expanded?.products?.items?.length === 2 ? body : undefined;
    });
    expect(cart).toEqual((await get(path, buyer.as)).body);
    expect(expanded?.products?.items?.map(({ id }) => id).toSorted()).toEqual(products.toSorted());
  });

  test('that is empty has none', async () => {
    const buyer = await newCart(shop);
    const { body } = await get<Expanded>(`/v1/carts/${buyer.cartId}?expand=products`, buyer.as);
    expect(body.expanded).toEqual({ products: { status: 'ok', items: [] } });
  });

  test('has no ETag: another one’s change would not show in it', async () => {
    const buyer = await newCart(shop);
    const path = `/v1/carts/${buyer.cartId}`;
    const etag = (await get(path, buyer.as)).headers.get('etag') as string;
    const expanded = await get(`${path}?expand=products`, { ...buyer.as, 'if-none-match': etag });
    expect([expanded.status, expanded.headers.get('etag')]).toEqual([200, null]);
  });

  test('of somebody else is a 404', async () => {
    const [own, theirs] = [await newCart(shop), await newCart(shop)];
    const { status, body } = await get<Said>(`/v1/carts/${theirs.cartId}?expand=products`, own.as);
    expect([status, body.code]).toEqual([404, 'cart-not-found']);
  });

  test.each(['timeline', 'products,orders', '', 'products&expand=products', 'products&page=2'])(
    'is refused with expand=%s',
    async (expand) => {
      const buyer = await newCart(shop);
      const { status, body } = await get<Said>(`/v1/carts/${buyer.cartId}?expand=${expand}`, buyer.as);
      expect([status, body.code]).toEqual([400, 'validation-failed']);
    },
  );
});

describe('an order with its timeline and mails', () => {
  test('is the order, and what happened and was said, in one answer', async () => {
    const buyer = await newCart(shop, { [await newProduct(shop, 5)]: 1 });
    const { body: order } = await checkOut(shop, buyer);
    const path = `/v1/orders/${order.id}`;
    const body = await eventually(async () => {
      const { body } = await get<OrderView & Expanded>(`${path}?expand=timeline,notifications`, buyer.as);
      return body.expanded?.notifications?.items?.length ? body : undefined;
    });
    expect(body).toMatchObject({ id: order.id, status: 'confirmed' });
    expect(body.expanded?.timeline?.steps).toEqual(
      (await get<{ steps: object[] }>(`${path}/timeline`, buyer.as)).body.steps,
    );
    expect(
      Object.keys((await get<Expanded>(`${path}?expand=timeline`, buyer.as)).body.expanded ?? {}),
    ).toEqual(['timeline']);
  });

  test('of somebody else is a 404, with nothing of it', async () => {
    const buyer = await newCart(shop, { [await newProduct(shop, 5)]: 1 });
    const { body: order } = await checkOut(shop, buyer);
    const stranger = (await newCart(shop)).as;
    const { status, body } = await get<Said>(
      `/v1/orders/${order.id}?expand=timeline,notifications`,
      stranger,
    );
    expect([status, body.code]).toEqual([404, 'order-not-found']);
    expect(body).not.toHaveProperty('expanded');
  });
});

describe('the storefront', () => {
  test('shows anybody the first page of the catalog', async () => {
    const { status, body } = await get<Storefront>('/v1/storefront');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      catalog: { status: 'ok' },
      cart: { status: 'absent' },
      orders: { status: 'absent' },
    });
  });

  test('shows a customer the cart and the latest orders', async () => {
    const customer = await asCustomer(`front-${Date.now()}`);
    const product = await newProduct(shop, 5);
    const { body: order } = await checkOut(shop, await newCart(shop, { [product]: 1 }, customer));
    const buyer = await newCart(shop, { [product]: 1 }, customer);
    const body = await eventually(async () => {
      const { body } = await get<Storefront>(`/v1/storefront?cart=${buyer.cartId}`, customer);
      return body.orders.status === 'ok' && body.orders.items.length > 0 ? body : undefined;
    });
    expect(body).toMatchObject({
      cart: { status: 'ok', cart: { id: buyer.cartId, status: 'open' } },
      orders: { status: 'ok', items: [{ id: order.id }] },
    });
  });

  test('shows nobody what is another’s', async () => {
    const theirs = await newCart(shop);
    const none = { status: 'ok', items: [] };
    for (const headers of [{}, (await newCart(shop)).as, await asCustomer('nobody-yet'), asAdmin]) {
      const { body } = await get<Storefront>(`/v1/storefront?cart=${theirs.cartId}`, headers);
      expect(body.cart).toEqual({ status: 'absent' });
      expect(body.orders).toEqual(
        'authorization' in headers && headers !== asAdmin ? none : { status: 'absent' },
      );
    }
  });
});

test('products by id are those that are asked for and on sale', async () => {
  const [tea, cup, gone] = [await newProduct(shop, 1), await newProduct(shop, 1), await newProduct(shop, 1)];
  await call(shop, 'DELETE', `/v1/products/${gone}`, { headers: asAdmin });
  await eventually(async () => {
    const path = `/v1/products?ids=${cup},${tea},${gone},never-was`;
    const { body } = await get<{ items: { id: string }[] }>(path);
    return `${body.items.map(({ id }) => id)}` === `${[tea, cup].toSorted()}` || undefined;
  });
  expect((await get(`/v1/products?ids=${tea}&q=tea`)).status).toBe(400);
  expect((await get(`/v1/products?ids=${tea},UPPER`)).status).toBe(400);
});
