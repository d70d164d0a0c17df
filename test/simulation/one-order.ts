import type { Call } from '../../shared/contracts/call.ts';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { Wiring } from '../../shared/wiring.ts';
import { checkOut } from '../../workers/order/checkout.ts';
import { type Usage, used } from './meter.ts';
import { must } from './must.ts';
import { callOver } from './network.ts';
import { Shop } from './shop.ts';
import { noFaults, World } from './world.ts';

/** What one order asks of the platform, and its buyer of the gateway. */
export interface OrderUsage extends Usage {
  workerRequests: number;
}

export const cartId = `crt_${'0'.repeat(26)}`;
export const caller = { kind: 'guest', tokenHash: 'hash' } as const satisfies Caller;
export const call: Call = { caller, cause: { caller: 'guest', request: 'r', trace: '' } };
/** So many that selling some is no news to anybody. */
const plenty = 1_000;
/** Longer than a relay is asked after, a hold may last, and an alarm sleeps that finds nothing to do. */
const restMs = 60 * 60_000;

/**
 * A guest makes a cart, adds products, looks at it and checks out; where the checkout goes by messages, he looks
 * once more when it is decided. Nothing goes wrong. Counted from his first request until nobody has anything left
 * to do: mail, list, webhook and all confirmations included.
 *
 * @throws when the order is not confirmed
 */
export async function usageOfOneOrder(wiring: Wiring, products: number): Promise<OrderUsage> {
  const world = new World(1, noFaults);
  const shop = new Shop(world, wiring);
  return world.inhabit(async () => {
    const ids = Array.from({ length: products }, (_, index) => `product-${index + 1}`);
    await during(world, stock(shop, ids));
    const before = world.meter.read();
    const workerRequests = await during(world, buy(shop, wiring, ids));
    const after = world.meter.read();
    return { workerRequests, ...used(after, before) };
  });
}

/** Lets so much time pass that everything which follows from it has happened, too. */
export async function during<Value>(world: World, work: Promise<Value>): Promise<Value> {
  work.catch(() => {});
  await world.run(restMs, () => {});
  return work;
}

export async function stock(shop: Shop, ids: string[], units = plenty): Promise<void> {
  const { world } = shop;
  for (const id of ids) {
    await price(shop, id, 500);
    await callOver(world, shop.product(id), 'adjust', (product) => product.adjust({ delta: units }, call));
  }
}

export async function price(shop: Shop, id: string, amount: number): Promise<void> {
  const details = { name: id, price: { amount, currency: 'EUR' } };
  await callOver(shop.world, shop.product(id), 'put', (product) => product.put(details, call));
}

/** @returns how many requests the buyer sent to the gateway */
async function buy(shop: Shop, wiring: Wiring, ids: string[]): Promise<number> {
  const { world } = shop;
  await callOver(world, shop.cart(cartId), 'create', (cart) => cart.create(caller, 'EUR', undefined, call));
  for (const id of ids) {
    const found = { lookedUpAt: world.now, facts: await shop.lookUp(id, cartId) };
    await callOver(world, shop.cart(cartId), 'addItem', (cart) => cart.addItem(id, 1, found, call));
  }
  if (wiring === 'direct') await shop.readCart(cartId);
  else await callOver(world, shop.cart(cartId), 'view', (cart) => cart.view(caller));
  const body = { cartId, email: 'buyer@example.com', payment: { token: 'tok_ok' } };
  const isByMessage = wiring === 'events';
  const answer = await checkOut(body, call, shop.checkoutServices, isByMessage);
  must(answer.ok, 'the order was not placed');
  await world.sleep(restMs / 2);
  const { id } = answer.value;
  if (isByMessage) await callOver(world, shop.order(id), 'view', (order) => order.view(caller));
  const { status } = shop.order(id).inspect().actor.state;
  must(status === 'confirmed', `the order is ${status}`);
  return 3 + ids.length + (isByMessage ? 1 : 0);
}
