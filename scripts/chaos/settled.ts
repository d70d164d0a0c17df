import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { StockView } from '../../shared/contracts/product.ts';
import { pause } from '../../shared/pause.ts';
import type { Api } from '../load/api.ts';
import type { Purchase } from '../load/shopper.ts';

/** Lost messages are asked after with patience that doubles, and a saga's steps are tried again so too. */
const settleWithinMs = 240_000;
const pauseMs = 500;

/**
 * Waits until what these purchases have begun is at its end: no cart in checkout, nothing held, no order
 * undecided, every order listed as it is and its buyer notified.
 * @throws when that takes too long, with what it still waits for
 */
export async function settled(api: Api, purchases: Purchase[], products: string[]): Promise<void> {
  const deadline = Date.now() + settleWithinMs;
  for (let open = purchases; ; await pause(pauseMs)) {
    const orders = await api.list<OrderView>('/v1/orders');
    const waiting = [...undecided(orders), ...(await held(api, products))];
    const next: Purchase[] = [];
    for (const purchase of open) {
      const why = await underWay(api, purchase, orders);
      if (why) next.push(purchase);
      if (why) waiting.push(why);
    }
    open = next;
    if (waiting.length === 0) return;
    if (Date.now() > deadline) throw new Error(tooLong(waiting));
  }
}

function tooLong(waiting: string[]): string {
  const some = waiting.slice(0, 5).join('; ');
  return `not right after ${settleWithinMs / 1000} s: ${some}${waiting.length > 5 ? ' …' : ''}`;
}

function undecided(orders: OrderView[]): string[] {
  const open = orders.filter(({ status }) => status === 'placing' || status === 'awaitingPayment');
  return open.map(({ id, status }) => `${id} is ${status}`);
}

async function held(api: Api, products: string[]): Promise<string[]> {
  const waiting: string[] = [];
  for (const id of products) {
    const { held: units } = await api.asked<StockView>('GET', `/v1/products/${id}/stock`);
    if (units > 0) waiting.push(`${units} of ${id} are held`);
  }
  return waiting;
}

/** What the purchase still waits for, or undefined. */
async function underWay(
  api: Api,
  { cartId, token }: Purchase,
  listed: OrderView[],
): Promise<string | undefined> {
  const headers = { 'cart-token': token };
  const { status, body: cart } = await api.call<CartView>('GET', `/v1/carts/${cartId}`, { headers });
  if (status !== 200) return `cart ${cartId} answers ${status || 'nothing'}`;
  if (cart.status === 'checkingOut') return `cart ${cartId} is checking out ${cart.orderId}`;
  if (cart.status !== 'converted') return undefined;
  const order = await api.asked<OrderView>('GET', `/v1/orders/${cart.orderId}`);
  const shown = listed.find(({ id }) => id === order.id)?.status ?? 'nowhere';
  if (shown !== order.status) return `${order.id} is ${order.status}, and listed as ${shown}`;
  const sent = await api.list<{ type: string }>(`/v1/admin/notifications?orderId=${order.id}`);
  const types = new Set(sent.map(({ type }) => type));
  return types.has(`order.${order.status}`)
    ? undefined
    : `nobody is notified that ${order.id} is ${order.status}`;
}
