import { isDeepStrictEqual } from 'node:util';
import type { AnyDefinition } from '../../shared/actor/definition.ts';
import { NodePlatform } from '../../shared/actor/node-platform.ts';
import { hasTables } from '../../shared/actor/schema.ts';
import { verified } from '../../shared/actor/test-support/verified.ts';
import type { Live } from '../../shared/actor/verification.ts';
import { cartDefinition } from '../../workers/cart/actor.ts';
import { orderDefinition } from '../../workers/order/definition.ts';
import { nextStep } from '../../workers/order/domain/next-step.ts';
import { isPlaced, type PlacedOrder, totalMinor } from '../../workers/order/domain/order.ts';
import type { RefundItem } from '../../workers/order/domain/refund.ts';
import { paymentIdOf } from '../../workers/order/payments/provider.ts';
import { productDefinition } from '../../workers/product/actor.ts';
import { stockInAll } from '../../workers/product/domain/sharding.ts';
import { shardDefinition } from '../../workers/product/stock-shard.ts';
import { checkForgotten } from './forgotten.ts';
import type { Host } from './host.ts';
import { checkMails } from './mails.ts';
import { must } from './must.ts';
import type { Diary } from './people.ts';
import { checkReadModels } from './read-models.ts';
import type { Shop } from './shop.ts';
import { balanceOf, booksOf, checkStockAlways, hasEnded } from './stock.ts';
import { checkWebhooks } from './webhooks.ts';
import type { World } from './world.ts';

/** What must hold after every single step, whatever has gone wrong. Throws with a sentence where it does not. */
export function checkAlways(shop: Shop): void {
  checkStockAlways(shop.stock, (orderId) => shop.orders.get(orderId)?.inspect().actor.state.status);
}

/** What must hold once faults have stopped and time has passed. */
export async function checkAtTheEnd(shop: Shop, diary: Diary): Promise<void> {
  const sold = checkOrders(shop);
  checkStock(shop, diary, sold);
  checkCarts(shop);
  checkMerges(shop, diary);
  checkCopies(shop);
  checkToldConfirmed(shop, diary);
  await checkReadModels(shop);
  await checkMails(shop);
  checkWebhooks(shop);
  await checkForgotten(shop, diary);
  await checkDeadLetters(shop);
  checkReplay(shop);
}

/** Returns the units sold, by product, as the confirmed orders say. */
function checkOrders(shop: Shop): Map<string, number> {
  const sold = new Map<string, number>();
  const confirmedByCart = new Map<string, string>();
  for (const [id, host] of shop.orders) {
    const state = host.inspect().actor.state;
    if (!isPlaced(state)) continue;
    must(hasEnded(state.status) && nextStep(state) === null, `${id} is stuck: ${state.status}`);
    const isPaid = state.status === 'confirmed' || state.status === 'fulfilled';
    const total = isPaid ? totalMinor(state) - refundedMinor(state) : 0;
    const record = shop.bank.inspect().find(paymentIdOf(id));
    must(
      record.capturedMinor - record.refundedMinor === total,
      `${id}: owed ${total}, bank ${JSON.stringify(record)}`,
    );
    must(
      record.status !== 'authorized' && record.status !== 'requiresAction',
      `${id}: money left ${record.status}`,
    );
    const captures = host
      .inspect()
      .actor.events(0, 1000)
      .filter(({ event }) => event.type === 'PaymentCaptured');
    must(captures.length <= 1, `${id}: ${captures.length} captures`);
    if (!isPaid) continue;
    must(!confirmedByCart.has(state.cartId), `${state.cartId} became two orders`);
    confirmedByCart.set(state.cartId, id);
    for (const line of state.lines ?? []) {
      sold.set(line.productId, (sold.get(line.productId) ?? 0) + line.quantity);
    }
    for (const { productId, quantity } of restockedItems(state)) {
      sold.set(productId, (sold.get(productId) ?? 0) - quantity);
    }
  }
  return sold;
}

/** In minor units: the refunds that the provider has made, each once. */
function refundedMinor({ refunds }: PlacedOrder): number {
  return refunds
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function restockedItems({ refunds }: PlacedOrder): RefundItem[] {
  return refunds.filter(({ status, restock }) => status === 'done' && restock).flatMap(({ items }) => items);
}

function checkStock(shop: Shop, diary: Diary, sold: Map<string, number>): void {
  for (const id of shop.products.keys()) {
    const balance = balanceOf(shop.stock, id);
    if (!balance) continue;
    must(balance.held === 0, `${id}: ${balance.held} still held`);
    must(
      balance.sold === (sold.get(id) ?? 0),
      `${id}: sold ${balance.sold}, orders say ${sold.get(id) ?? 0}`,
    );
    for (const [name, , books] of booksOf(shop.stock, id)) {
      const open = books.entriesPage('', 10_000).filter(({ entry }) => entry.status === 'open');
      must(open.length === 0, `${name}: ${open.length} holds are open`);
    }
    const received = diary.received.get(id) ?? 0;
    const unsure = diary.receivedUnsure.has(id);
    must(
      unsure || balance.onHand + balance.sold === received,
      `${id}: received ${received}, has ${JSON.stringify(balance)}`,
    );
    checkShards(shop, id);
  }
}

/** What the product knows of its shards is what they are, and no change of their number is stuck. */
function checkShards(shop: Shop, id: string): void {
  const { state } = shop.product(id).inspect().actor;
  if (state.status === 'none' || !state.sharding) return;
  must(state.sharding.changing === null, `${id}: the number of its shards is still being changed`);
  const { onHand, held, sold } = stockInAll(state);
  const balance = balanceOf(shop.stock, id);
  must(
    onHand === balance?.onHand && held === balance.held && sold === balance.sold,
    `${id}: knows of ${JSON.stringify({ onHand, held, sold })}, there is ${JSON.stringify(balance)}`,
  );
}

function checkCarts(shop: Shop): void {
  for (const [id, host] of shop.carts) {
    const { state } = host.inspect().actor;
    if (state.status === 'none') continue;
    must(state.status !== 'checkingOut', `${id} is still checking out`);
    must(!state.merging, `${id} is still merging`);
    if (state.status !== 'converted') continue;
    const order = shop.orders.get(state.orderId)?.inspect();
    must(order?.isCompleted === true, `${id} became an order that was not confirmed`);
  }
  for (const [id, host] of shop.orders) {
    const order = host.inspect();
    if (!order.isCompleted || !isPlaced(order.actor.state)) continue;
    const { state } = (
      shop.carts.get(order.actor.state.cartId) as NonNullable<ReturnType<typeof shop.carts.get>>
    ).inspect().actor;
    must(state.status === 'converted' && state.orderId === id, `${id}: its cart is ${state.status}`);
  }
}

/** Every line is in exactly one of the two carts, in the quantity that was put in. */
function checkMerges(shop: Shop, diary: Diary): void {
  for (const { guestCart, customerCart, expected } of diary.merges) {
    if (!expected) continue;
    const found = new Map<string, number>();
    for (const id of [guestCart, customerCart]) {
      const { state } = shop.cart(id).inspect().actor;
      if (state.status === 'none' || state.status === 'merged') continue;
      for (const line of state.lines)
        found.set(line.productId, (found.get(line.productId) ?? 0) + line.quantity);
    }
    const same = isDeepStrictEqual(new Map([...found].sort()), new Map([...expected].sort()));
    must(
      same,
      `${customerCart}: merged to ${JSON.stringify([...found])}, not ${JSON.stringify([...expected])}`,
    );
  }
}

/** What the carts show is what the products are. */
function checkCopies(shop: Shop): void {
  for (const host of shop.carts.values()) {
    const { state } = host.inspect().actor;
    if (state.status !== 'open') continue;
    for (const line of state.lines) {
      const now = shop.products.get(line.productId)?.inspect().snapshot();
      if (!now) continue;
      must(
        line.known.priceMinor === now.price.amount,
        `${state.cartId} shows an old price of ${line.productId}`,
      );
      const shown = (available: number | null) => Math.min(available ?? 0, 6);
      must(
        line.known.available === null || shown(line.known.available) === shown(now.available),
        `${state.cartId} shows ${line.known.available} of ${line.productId}, there are ${now.available}`,
      );
    }
  }
}

function checkToldConfirmed(shop: Shop, diary: Diary): void {
  for (const id of diary.toldConfirmed) {
    must(shop.orders.get(id)?.inspect().isCompleted === true, `${id} was confirmed to the buyer, and is not`);
  }
}

/** Nothing was wrong with any message, so none was given up a second time. */
async function checkDeadLetters(shop: Shop): Promise<void> {
  const waiting = await shop.letters.countWaiting([...shop.queues.keys()]);
  must(waiting === 0, `${waiting} messages could not be handled`);
}

/** All that an actor keeps is what its events say. */
function checkReplay(shop: Shop): void {
  for (const [id, host] of shop.products) verify(id, host, productDefinition, shop.world);
  for (const [id, shards] of shop.stock.shards) {
    for (const [shard, host] of shards) verify(`${id}~${shard}`, host, shardDefinition, shop.world);
  }
  for (const [id, host] of shop.carts) verify(id, host, cartDefinition, shop.world);
  for (const [id, host] of shop.orders) verify(id, host, orderDefinition, shop.world);
}

/** On a platform of its own: nothing crashes by being looked at. */
function verify(id: string, host: Host<{ actor: Live }>, definition: AnyDefinition, world: World): void {
  const platform = new NodePlatform(host.storage, () => world.now);
  if (!hasTables(platform)) return;
  const { differences } = verified(platform, definition, () => host.inspect().actor);
  must(differences.length === 0, `${id}: replay differs: ${JSON.stringify(differences)}`);
}
