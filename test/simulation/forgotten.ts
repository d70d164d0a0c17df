import type { NodeStorage } from '../../shared/actor/node-platform.ts';
import { isPlaced, type PlacedOrder } from '../../workers/order/domain/order.ts';
import { must } from './must.ts';
import { type Diary, emailOf } from './people.ts';
import type { Shop } from './shop.ts';

/** Who has asked to be forgotten is, in all that can be, and nothing in the shop remembers. */
export async function checkForgotten(shop: Shop, diary: Diary): Promise<void> {
  const orders = [...shop.orders.values()].map((host) => host.inspect().actor.state).filter(isPlaced);
  for (const order of orders) {
    const due = wasAskedFor(order, diary) && canForget(order);
    must(
      due === (order.email === null),
      `${order.orderId}: ${order.email} of an order that is ${order.status}`,
    );
  }
  const remembered = new Set(orders.filter(({ email }) => email !== null).map(({ cartId }) => cartId));
  const text = await everythingIn(shop);
  for (const { cartId } of orders.filter((order) => !remembered.has(order.cartId))) {
    const at = text.indexOf(emailOf(cartId));
    must(at < 0, `somebody remembers ${emailOf(cartId)}: …${text.slice(Math.max(0, at - 200), at + 60)}`);
  }
}

function wasAskedFor({ owner, createdAt }: PlacedOrder, { forgotten }: Diary): boolean {
  if (owner.kind !== 'customer') return false;
  return forgotten.some(({ customerId, at }) => customerId === owner.customerId && createdAt < at);
}

/** Of orders that have come to rest. */
function canForget({ status, shippingAddress, payment }: PlacedOrder): boolean {
  return status !== 'confirmed' || shippingAddress === null || payment.status === 'refunded';
}

/** Every row of every table of every actor and of the order service's database, and what the webhook has heard. */
async function everythingIn(shop: Shop): Promise<string> {
  const { products, carts, copies, orders, bank, receiver, ordersDb } = shop;
  const hosts = [products, carts, copies, orders].flatMap((kind) => [...kind.values()]);
  const storages = [...hosts, bank, receiver.endpoint].map(({ storage }) => storage);
  const found = storages.flatMap(rowsOf);
  for (const { name } of await tablesIn(ordersDb)) {
    found.push((await ordersDb.prepare(`SELECT * FROM ${name}`).all()).results);
  }
  return JSON.stringify([found, [...receiver.heard.values()]]);
}

const tables = "SELECT name FROM sqlite_master WHERE type = 'table'";

function rowsOf(storage: NodeStorage): unknown[] {
  const names = storage.exec<{ name: string }>(tables).toArray();
  return names.map(({ name }) => storage.exec(`SELECT * FROM ${name}`).toArray());
}

async function tablesIn(db: D1Database): Promise<{ name: string }[]> {
  return (await db.prepare(tables).all<{ name: string }>()).results;
}
