import { SignJWT } from 'jose';
import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { ProductBody, ProductView, StockView } from '../../shared/contracts/product.ts';
import { type ProblemCode, problemStatuses } from '../../shared/http/problem-codes.ts';
import { credentials, type Shop, wiring } from './shop.ts';

export interface Reply<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

export async function call<Body = Record<string, unknown>>(
  shop: Shop,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Reply<Body>> {
  const response = await shop.fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : null) as Body,
  };
}

export const asAdmin = { authorization: `Bearer ${credentials.ADMIN_TOKEN}` };

export async function asCustomer(customerId: string): Promise<Record<string, string>> {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customerId)
    .setIssuer(credentials.JWT_ISSUER)
    .setAudience(credentials.JWT_AUDIENCE)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(credentials.JWT_SECRET));
  return { authorization: `Bearer ${token}` };
}

let made = 0;

/** A product of its own for each test, so that tests share nothing. */
export async function newProduct(shop: Shop, stock: number, amount = 500, currency = 'EUR'): Promise<string> {
  made += 1;
  const id = `p${made}-${Date.now().toString(36)}`;
  await putProduct(shop, id, { name: `Product ${made}`, price: { amount, currency } });
  if (stock > 0) await adjustStock(shop, id, stock);
  return id;
}

export async function putProduct(shop: Shop, id: string, body: ProductBody): Promise<ProductView> {
  const put = await call<ProductView>(shop, 'PUT', `/v1/products/${id}`, { headers: asAdmin, body });
  return expectStatus(put, 200, 201).body;
}

export async function adjustStock(shop: Shop, id: string, delta: number): Promise<StockView> {
  const adjusted = await call<StockView>(shop, 'POST', `/v1/products/${id}/stock`, {
    headers: asAdmin,
    body: { delta },
  });
  return expectStatus(adjusted, 200).body;
}

/** For what a test needs and is not about. */
function expectStatus<Body>(reply: Reply<Body>, ...statuses: number[]): Reply<Body> {
  if (statuses.includes(reply.status)) return reply;
  throw new Error(`expected ${statuses.join(' or ')}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

export interface Buyer {
  cartId: string;
  as: Record<string, string>;
}

/** A cart with these products in it: a guest's, or that of the customer whose headers are given. */
export async function newCart(
  shop: Shop,
  items: Record<string, number> = {},
  customer?: Record<string, string>,
  currency?: string,
): Promise<Buyer> {
  const created = await call<{ cart: CartView; token: string }>(shop, 'POST', '/v1/carts', {
    headers: customer ?? {},
    body: currency ? { currency } : {},
  });
  const { cart, token } = expectStatus(created, 201).body;
  const buyer = { cartId: cart.id, as: customer ?? { 'cart-token': token } };
  for (const [productId, quantity] of Object.entries(items)) {
    expectStatus(await firstAdd(shop, buyer, productId, quantity), 200);
  }
  return buyer;
}

/** In the wiring `events` the cart service hears of a new product, and of its stock, a moment after it is made. */
function firstAdd(
  shop: Shop,
  buyer: Buyer,
  productId: string,
  quantity: number,
): Promise<Reply<CartView & Said>> {
  if (wiring !== 'events') return addItem(shop, buyer, productId, quantity);
  return eventually(async () => {
    const added = await addItem(shop, buyer, productId, quantity);
    return added.status === 200 ? added : undefined;
  });
}

export function addItem(
  shop: Shop,
  { cartId, as }: Buyer,
  productId: string,
  quantity: number,
  headers: Record<string, string> = {},
): Promise<Reply<CartView & Said>> {
  return call(shop, 'POST', `/v1/carts/${cartId}/items`, {
    headers: { ...as, ...headers },
    body: { productId, quantity },
  });
}

/** What a problem says, where the answer is one. */
export interface Said {
  code?: string;
  detail?: string;
}

export type CheckoutReply = Reply<OrderView & Said & { orderId?: string }>;

/** Checks out, and in the wiring `events`, where that is answered at once, looks until it is decided. */
export async function checkOut(
  shop: Shop,
  buyer: Buyer,
  token = 'tok_ok',
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Promise<CheckoutReply> {
  const placed = await placeOrder(shop, buyer, token, headers, more);
  if (wiring !== 'events' || placed.status !== 202) return placed;
  return whenDecided(shop, buyer, placed);
}

export function placeOrder(
  shop: Shop,
  { cartId, as }: Buyer,
  token = 'tok_ok',
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Promise<CheckoutReply> {
  return call(shop, 'POST', '/v1/orders', {
    headers: { ...as, ...headers },
    body: { cartId, email: 'buyer@example.com', payment: { token }, ...more },
  });
}

/** The answer that a buyer gets who waits: the order, or the problem that it failed of. */
export async function whenDecided(
  shop: Shop,
  { as }: Buyer,
  { headers, body: { id } }: CheckoutReply,
): Promise<CheckoutReply> {
  const { body: order } = await orderWhen(shop, id, as, ({ status }) => status !== 'placing');
  return (
    problemOf(order, headers) ?? {
      status: order.status === 'awaitingPayment' ? 202 : 201,
      headers,
      body: order,
    }
  );
}

/** Cancels, and in the wiring `events`, where goods come back behind the answer, looks until all is given back. */
export async function cancelOrder(
  shop: Shop,
  orderId: string,
  as: Record<string, string>,
): Promise<Reply<OrderView & Said>> {
  const asked = await call<OrderView & Said>(shop, 'POST', `/v1/orders/${orderId}/cancel`, { headers: as });
  if (wiring !== 'events' || asked.status !== 202) return asked;
  return orderWhen(shop, orderId, as, ({ status }) => status === 'canceled');
}

/** Says what the buyer says to the sandbox bank; in the wiring `events` looks until the order is decided. */
export async function answerPayment(
  shop: Shop,
  { as }: Buyer,
  orderId: string,
  approve: boolean,
): Promise<Reply<OrderView & Said>> {
  const path = `/v1/payments/sandbox/${orderId}/authenticate`;
  const asked = await call<OrderView & Said>(shop, 'POST', path, { headers: as, body: { approve } });
  if (wiring !== 'events' || asked.status !== 200) return asked;
  const isDecided = ({ status }: OrderView) => !['placing', 'awaitingPayment'].includes(status);
  const decided = await orderWhen(shop, orderId, as, isDecided);
  return problemOf(decided.body, asked.headers) ?? decided;
}

/** The order as it is read, once it is as wanted. */
export function orderWhen(
  shop: Shop,
  orderId: string,
  as: Record<string, string>,
  isWanted: (order: OrderView) => boolean,
): Promise<Reply<OrderView>> {
  return eventually(async () => {
    const seen = await call<OrderView>(shop, 'GET', `/v1/orders/${orderId}`, { headers: as });
    return isWanted(seen.body) ? seen : undefined;
  }, 50_000);
}

/** What somebody who waits is told of an order that failed. */
function problemOf(order: OrderView, headers: Headers): CheckoutReply | undefined {
  const { status: stage, failure } = order;
  if (stage !== 'failed' || !failure) return undefined;
  const status = problemStatuses[failure.code as ProblemCode];
  return { status, headers, body: { ...failure, status } as unknown as CheckoutReply['body'] };
}

export async function stockOf(shop: Shop, productId: string): Promise<StockView> {
  return (await call<StockView>(shop, 'GET', `/v1/products/${productId}/stock`, { headers: asAdmin })).body;
}

export async function cartOf(shop: Shop, { cartId, as }: Buyer): Promise<CartView> {
  return (await call<CartView>(shop, 'GET', `/v1/carts/${cartId}`, { headers: as })).body;
}

/** Waits until `look` finds what it wants; for what travels by queue. */
export async function eventually<Value>(
  look: () => Promise<Value | undefined>,
  withinMs = 10_000,
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('it did not come to pass');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** So many requests at once, that none waits for a connection to come free. */
const requestsInFlight = 32;

/** Does all of them, at most 32 at a time, and answers in their order. */
export async function together<Item, Value>(
  items: readonly Item[],
  act: (item: Item, index: number) => Promise<Value>,
  atOnce = requestsInFlight,
): Promise<Value[]> {
  const values: Value[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) values[index] = await act(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return values;
}

export function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** How often each value is there. */
export function tally(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
