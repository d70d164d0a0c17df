import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditPageView } from '../../shared/contracts/audit.ts';
import { traceIdOf } from '../../shared/trace-id.ts';
import {
  asAdmin,
  type Buyer,
  call,
  eventually,
  newCart,
  newProduct,
  orderWhen,
  placeOrder,
} from './client.ts';
import { closeShop, type Shop, sharedShop, wiring } from './shop.ts';

/* One checkout is one trace, wherever it goes: W3C Trace Context. */

let shop: Shop;
beforeAll(async () => {
  shop = await sharedShop();
});
afterAll(() => closeShop(shop));

/** What happened to an actor, in order, as part of this trace. */
async function eventsOf(path: string, traceId: string): Promise<string[]> {
  const audit = await call<AuditPageView>(shop, 'GET', `/v1/admin/audit/${path}?limit=100`, {
    headers: asAdmin,
  });
  return audit.body.items.filter(({ trace }) => traceIdOf(trace) === traceId).map(({ type }) => type);
}

/** The queues whose consumers say that they have worked for this trace. */
async function queuesOf(traceId: string): Promise<string[]> {
  const lines = (await shop.logs()).filter((line) => line.includes(traceId));
  return lines.flatMap((line) => /konbini-[a-z-]+/.exec(line)?.[0] ?? []);
}

function hexDigits(length: number): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, length);
}

/** A confirmed order, and the trace that led to it. */
async function ordered(headers: Record<string, string>) {
  const traceId = hexDigits(32);
  const productId = await newProduct(shop, 3);
  const buyer: Buyer = await newCart(shop, { [productId]: 1 });
  const traceparent = `00-${traceId}-${hexDigits(16)}-01`;
  const { body } = await placeOrder(shop, buyer, 'tok_ok', { traceparent, ...headers });
  await orderWhen(shop, body.id, buyer.as, ({ status }) => status === 'confirmed');
  return { traceId, productId, cartId: buyer.cartId, orderId: body.id };
}

const news = ['konbini-order-created-carts', 'konbini-order-notifications', 'konbini-order-webhooks'];
const steps = ['konbini-cart-commands', 'konbini-product-commands', 'konbini-order-replies'];

test.each([
  ['that is waited for', {}, { hybrid: news, events: [...news, ...steps], direct: [] }],
  [
    'by messages',
    { prefer: 'respond-async' },
    { hybrid: [...news, ...steps], events: [...news, ...steps], direct: [] },
  ],
])('a checkout %s is one trace in every actor and every consumer', async (_, headers, queues) => {
  const { traceId, productId, cartId, orderId } = await ordered(headers);
  const cart = await eventually(async () => {
    const types = await eventsOf(`cart/${cartId}`, traceId);
    return types.includes('CartConverted') ? types : undefined;
  });
  expect(cart).toEqual(['CheckoutStarted', 'CartConverted']);
  expect(await eventsOf(`product/${productId}`, traceId)).toEqual(['StockReserved', 'HoldCommitted']);
  expect(await eventsOf(`order/${orderId}`, traceId)).toEqual([
    'CheckoutPlaced',
    'CartValidated',
    'StockReserved',
    'PaymentAuthorized',
    'StockSold',
    'PaymentCaptured',
    'OrderConfirmed',
  ]);
  await eventually(async () => {
    const seen = await queuesOf(traceId);
    return queues[wiring].every((queue) => seen.includes(queue)) || undefined;
  });
});
