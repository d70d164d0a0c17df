import { encodeCursor } from '../../../shared/contracts/page.ts';
import { asAdmin, asCustomer, call, checkOut, newCart, newProduct, times } from '../client.ts';
import type { Shop } from '../shop.ts';
import type { Callers } from './requests.ts';

/** Who calls, and what there is to be called for. */
export interface Cast {
  callers: Callers;
  /** By the name of the component: values that exist. */
  known: Record<string, unknown[]>;
}

/** Checkouts use carts up, so there are some. */
const cartsOfCustomer = 5;

export async function castOf(shop: Shop): Promise<Cast> {
  const products = await Promise.all([1_000, 3, 0, 5].map((stock) => newProduct(shop, stock)));
  const [plenty = '', few = '', , archived = ''] = products;
  const customer = await asCustomer('fuzz');
  const [guests, carts, orders, webhooks] = await Promise.all([
    Promise.all(times(2).map(() => newCart(shop, { [plenty]: 2, [few]: 1 }))),
    Promise.all(times(cartsOfCustomer).map(() => newCart(shop, { [plenty]: 1 }, customer))),
    ordersOf(shop, plenty, customer),
    webhooksOf(shop),
    call(shop, 'DELETE', `/v1/products/${archived}`, { headers: asAdmin }),
  ]);
  return {
    callers: {
      nobody: [{}],
      guest: guests.map(({ as }) => as),
      // Has the most carts and all orders, and so calls the most.
      customer: times(cartsOfCustomer).map(() => customer),
      admin: [asAdmin],
      impostor: [
        { authorization: 'Bearer nonsense' },
        { authorization: 'Basic eA==' },
        { 'cart-token': '\xe9' },
      ],
    },
    known: {
      ProductId: products,
      CartId: [...guests, ...carts].map(({ cartId }) => cartId),
      CartToken: guests.map(({ as }) => as['cart-token']),
      OrderId: orders,
      WebhookId: webhooks,
      Cursor: ['p1', `${Date.now()} ord_`, 'ord_ order.confirmed'].map(encodeCursor),
      // Not `tok_slow`, which takes its three seconds.
      PaymentToken: ['tok_ok', 'tok_declined', 'tok_authenticate', 'tok_timeout', 'tok_error'],
    },
  };
}

/** A new one while there is room, and else one that has come of trying what webhooks can be made of. */
async function webhooksOf(shop: Shop): Promise<string[]> {
  const path = '/v1/admin/webhooks';
  const body = { url: 'https://hooks.example.com/orders' };
  const created = await call<{ id?: string }>(shop, 'POST', path, { headers: asAdmin, body });
  if (created.body.id !== undefined) return [created.body.id];
  const listed = await call<{ items: { id: string }[] }>(shop, 'GET', path, { headers: asAdmin });
  return listed.body.items.map(({ id }) => id);
}

/** One that is paid, and two that wait for their buyer. */
async function ordersOf(shop: Shop, product: string, customer: Record<string, string>): Promise<string[]> {
  const placed = ['tok_ok', 'tok_authenticate', 'tok_authenticate'].map(async (token) => {
    const { body } = await checkOut(shop, await newCart(shop, { [product]: 1 }, customer), token);
    return body.id;
  });
  return Promise.all(placed);
}
