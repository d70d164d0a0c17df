import type { Call } from '../../shared/contracts/call.ts';
import type { Caller } from '../../shared/contracts/caller.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { checkOut } from '../../workers/order/checkout.ts';
import { checkAlways, checkAtTheEnd } from './invariants.ts';
import { callOver } from './network.ts';
import { emailOf, newDiary } from './people.ts';
import { Shop } from './shop.ts';
import { split } from './splitting.ts';
import { noFaults, World } from './world.ts';

const cartId = `crt_${'0'.repeat(26)}`;
const caller: Caller = { kind: 'guest', tokenHash: 'hash' };
const call: Call = { caller, cause: { caller: 'guest', request: 'r', trace: '' } };
const stock = 3;
const recoveryMs = 60 * 60_000;

/** Ways in which a checkout may go, and the order's life after it. */
export const scenarios = {
  tok_ok: () => {},
  tok_declined: () => {},
  tok_timeout: () => {},
  tok_authenticate: () => {},
  'tok_ok, by message': () => {},
  'tok_timeout, by message': () => {},
  'tok_ok, in direct': () => {},
  'tok_ok, over eight shards': () => {},
  'tok_timeout, over eight shards, by message': () => {},
  'tok_ok, then canceled': (shop: Shop, order: OrderView) => {
    return callOver(shop.world, shop.order(order.id), 'cancel', (actor) => actor.cancel(call));
  },
  'tok_ok, then refunded': refundApple,
  'tok_ok, over eight shards, then refunded': async (shop: Shop, order: OrderView) => {
    await refundApple(shop, order);
    for (const id of ['apple', 'bread']) await split(shop, id, 1);
  },
} satisfies Record<string, (shop: Shop, order: OrderView) => unknown>;
export type Scenario = keyof typeof scenarios;

function refundApple(shop: Shop, order: OrderView) {
  const body = { items: [{ productId: 'apple', quantity: 1 }], restock: true };
  return callOver(shop.world, shop.order(order.id), 'refund', (actor) => actor.refund(body, call));
}

export interface CrashReport {
  /** Crash points that the checkout passed. */
  points: number;
  status: string;
}

/**
 * One checkout of two products, during which the process dies at these points. Throws when not everything
 * comes right afterwards.
 */
export async function checkOutWithCrashes(points: number[], scenario: Scenario): Promise<CrashReport> {
  const world = new World(1, noFaults);
  const shop = new Shop(world, scenario.endsWith('in direct') ? 'direct' : 'hybrid');
  return world.inhabit(async () => {
    const diary = newDiary();
    void fillShop(shop, diary.received, scenario.includes('eight shards') ? 8 : 1);
    await world.run(60_000, () => {});
    world.crashAtPoints(points);
    buy(shop, scenario).catch(() => {});
    await world.run(recoveryMs, () => checkAlways(shop));
    const passed = world.points;
    await checkAtTheEnd(shop, diary);
    const [order] = [...shop.orders.values()].map((host) => host.inspect().actor.state.status);
    return { points: passed, status: order ?? 'none' };
  });
}

/** The name of a scenario begins with the token that decides how the payment goes. */
async function buy(shop: Shop, scenario: Scenario): Promise<void> {
  const token = scenario.split(',')[0] as string;
  const body = { cartId, email: emailOf(cartId), payment: { token } };
  const answer = await checkOut(body, call, shop.checkoutServices, scenario.endsWith('by message'));
  if (answer.ok) await scenarios[scenario](shop, answer.value);
}

async function fillShop(shop: Shop, received: Map<string, number>, shards: number): Promise<void> {
  const { world } = shop;
  await callOver(world, shop.cart(cartId), 'create', (cart) =>
    cart.create({ kind: 'guest', tokenHash: 'hash' }, 'EUR', undefined, call),
  );
  for (const productId of ['apple', 'bread']) {
    const body = { name: productId, price: { amount: 500, currency: 'EUR' } };
    await callOver(world, shop.product(productId), 'put', (product) => product.put(body, call));
    await callOver(world, shop.product(productId), 'adjust', (product) =>
      product.adjust({ delta: stock }, call),
    );
    received.set(productId, stock);
    if (shards > 1) await split(shop, productId, shards);
    const found = { lookedUpAt: world.now, facts: await shop.lookUp(productId, cartId) };
    await callOver(world, shop.cart(cartId), 'addItem', (cart) => cart.addItem(productId, 1, found, call));
  }
}
