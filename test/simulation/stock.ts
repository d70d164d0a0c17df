import type { Hold } from '../../workers/product/domain/hold.ts';
import type { Sharding } from '../../workers/product/domain/sharding.ts';
import { accountOf } from '../../workers/product/domain/sharding.ts';
import { available, type Stock } from '../../workers/product/domain/stock.ts';
import { must } from './must.ts';
import type { StockActors } from './stock-actors.ts';

/** All that there is of a product, wherever it is. */
export interface Balance {
  /** That nobody holds, or that is on its way; 0 of what is not on sale. */
  free: number;
  onHand: number;
  held: number;
  sold: number;
}

/** What the books of all actors come to, and what is between them. Undefined for what was never listed. */
export function balanceOf(actors: StockActors, productId: string): Balance | undefined {
  const product = actors.product(productId).inspect().actor.state;
  if (product.status === 'none') return undefined;
  const { stock, sharding, status } = product;
  const parts = [stock];
  let onTheWay = 0;
  for (const [shard, host] of actors.shards.get(productId) ?? []) {
    const { state } = host.inspect().actor;
    parts.push(state.stock);
    if (sharding?.shards[shard]) onTheWay += between(sharding, shard, state);
  }
  const sum = (of: (part: Stock) => number) => parts.reduce((all, part) => all + of(part), 0);
  return {
    free: status === 'active' ? sum(available) + onTheWay : 0,
    onHand: sum(({ onHand }) => onHand) + onTheWay,
    held: sum(({ held }) => held),
    sold: sum(({ sold }) => sold),
  };
}

/** Units that a product has handed out and a shard has not taken, and the other way round. */
function between(sharding: Sharding, shard: number, state: { taken: number; returned: number }): number {
  const account = accountOf(sharding, shard);
  must(account.given >= state.taken, `shard ${shard} has taken ${state.taken} of ${account.given}`);
  must(state.returned >= account.returned, `shard ${shard} gave back ${state.returned}: ${account.returned}`);
  return account.given - state.taken + state.returned - account.returned;
}

/** An actor that has stock, as its books are looked at. */
interface Books {
  entriesPage(after: string, limit: number): { id: string; entry: Hold }[];
}

/** Every actor that has stock of a product, by the name of the actor. */
export function booksOf(actors: StockActors, productId: string): [string, Stock, Books][] {
  const own = actors.product(productId).inspect().actor;
  const books: [string, Stock, Books][] = [];
  if (own.state.status !== 'none') books.push([productId, own.state.stock, own]);
  for (const [shard, host] of actors.shards.get(productId) ?? []) {
    const { actor } = host.inspect();
    books.push([`${productId}~${shard}`, actor.state.stock, actor]);
  }
  return books;
}

/** What must hold of the stock of all products after every single step. */
export function checkStockAlways(
  actors: StockActors,
  statusOf: (orderId: string) => string | undefined,
): void {
  const balances = new Map<string, Balance>();
  for (const id of actors.products.keys()) {
    const balance = balanceOf(actors, id);
    if (!balance) continue;
    balances.set(id, balance);
    checkBalance(actors, id, balance);
    for (const [name, stock, books] of booksOf(actors, id)) {
      const { onHand, held, sold } = stock;
      must(onHand >= held && held >= 0 && sold >= 0, `${name}: stock ${JSON.stringify(stock)}`);
      if (held > 0) checkHolds(name, held, books, statusOf);
    }
  }
  actors.soldOut.look(balances);
}

/** No unit is lost between a product and its shards, and none is in two places. */
function checkBalance(actors: StockActors, id: string, { onHand, sold }: Balance): void {
  const { state } = actors.product(id).inspect().actor;
  if (state.status === 'none' || !state.sharding) return;
  const { received } = state.sharding;
  must(onHand + sold === received, `${id}: ${onHand} on hand and ${sold} sold of ${received}`);
}

/** A hold belongs to an order that is still being placed or undone. */
function checkHolds(
  name: string,
  held: number,
  books: Books,
  statusOf: (orderId: string) => string | undefined,
): void {
  let sum = 0;
  for (const { id, entry } of books.entriesPage('', 10_000)) {
    if (entry.status !== 'open') continue;
    sum += entry.quantity;
    const status = statusOf(id) ?? 'none';
    must(
      !hasEnded(status) && status !== 'none',
      `${name}: ${entry.quantity} held for ${id}, which is ${status}`,
    );
  }
  must(sum === held, `${name}: holds come to ${sum}, not ${held}`);
}

export function hasEnded(status: string): boolean {
  return ['confirmed', 'fulfilled', 'failed', 'canceled', 'closed'].includes(status);
}
