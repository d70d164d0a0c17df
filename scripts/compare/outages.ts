import { pause } from '../../shared/pause.ts';
import type { Services } from '../chaos/services.ts';
import type { Api } from '../load/api.ts';
import { type Body, Client, type Heard } from './client.ts';
import { stock } from './merchant.ts';

interface Outage {
  name: string;
  begin(services: Services): void | Promise<void>;
  end(services: Services): void | Promise<void>;
}

/** Not the order service: with its process the payment tokens of the orders under way would be gone. */
const stallable = ['product', 'cart'] as const;

export const outages: Outage[] = [
  { name: 'product is down', begin: (all) => all.stop('product'), end: (all) => all.start('product') },
  { name: 'product hangs', begin: (all) => all.freeze('product'), end: (all) => all.thaw('product') },
  { name: 'cart is down', begin: (all) => all.stop('cart'), end: (all) => all.start('cart') },
  { name: 'order is down', begin: (all) => all.stop('order'), end: (all) => all.start('order') },
  {
    name: 'queues to product and cart stand still',
    begin: (all) => restart(all, (name) => `scripts/compare/stalled/${name}.ts`),
    end: (all) => restart(all, () => undefined),
  },
];

/** What three requests of buyers came to during an outage, and their checkout after it. */
export interface OutageReport {
  outage: string;
  add: Heard;
  read: Heard;
  checkOut: Heard;
  afterwards: Afterwards;
}

interface Afterwards {
  cart: string;
  /** Null: there is none. */
  order: string | null;
  /** From the end of the outage until nothing was under way. */
  seconds: number;
}

interface Cart {
  id: string;
  headers: Record<string, string>;
}

const settledWithinMs = 60_000;
const lookEveryMs = 200;

/** @param url of the gateway */
export async function sufferOutage(
  outage: Outage,
  services: Services,
  api: Api,
  url: string,
): Promise<OutageReport> {
  const product = outage.name.replaceAll(' ', '-');
  const client = new Client(url);
  await stock(api, [product], 100);
  const [empty, filled] = [await newCart(client), await newCart(client)];
  await add(client, filled, product);
  await outage.begin(services);
  const added = await add(client, empty, product);
  const read = await client.ask('GET', `/v1/carts/${filled.id}`, filled.headers);
  const placed = await checkOut(client, filled);
  await outage.end(services);
  const afterwards = await untilSettled(client, filled, placed.body);
  const reports = { add: added.heard, read: read.heard, checkOut: placed.heard };
  return { outage: outage.name, ...reports, afterwards };
}

async function restart(services: Services, script: (name: string) => string | undefined): Promise<void> {
  await Promise.all(
    stallable.map(async (name) => {
      await services.stop(name);
      await services.start(name, script(name));
    }),
  );
}

async function newCart(client: Client): Promise<Cart> {
  const { body } = await client.ask('POST', '/v1/carts', {}, {});
  if (!body.cart || !body.token) throw new Error(`no cart was made: ${JSON.stringify(body)}`);
  return { id: body.cart.id, headers: { 'cart-token': body.token } };
}

function add(client: Client, { id, headers }: Cart, productId: string) {
  return client.ask('POST', `/v1/carts/${id}/items`, headers, { productId, quantity: 1 });
}

function checkOut(client: Client, { id, headers }: Cart) {
  const body = { cartId: id, email: 'buyer@example.com', payment: { token: 'tok_ok' } };
  return client.ask('POST', '/v1/orders', headers, body);
}

/** @param placed what the checkout was answered, if anything */
async function untilSettled(client: Client, cart: Cart, placed: Body): Promise<Afterwards> {
  const ended = performance.now();
  let seen = await look(client, cart, placed);
  while (seen.isUnderWay && performance.now() < ended + settledWithinMs) {
    await pause(lookEveryMs);
    seen = await look(client, cart, placed);
  }
  return { cart: seen.cart, order: seen.order, seconds: Math.round((performance.now() - ended) / 100) / 10 };
}

async function look(client: Client, { id, headers }: Cart, placed: Body) {
  const { body, heard } = await client.ask('GET', `/v1/carts/${id}`, headers);
  const cart = heard.says ?? 'unknown';
  const orderId = body.orderId ?? placed.orderId ?? (placed.id?.startsWith('ord_') ? placed.id : undefined);
  const order = orderId ? (await client.ask('GET', `/v1/orders/${orderId}`, headers)).heard.says : null;
  const isUnderWay =
    cart === 'unknown' || cart === 'checkingOut' || order === 'placing' || heard.status !== 200;
  return { cart, order, isUnderWay };
}
