import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../shared/contracts/waiting-room.ts';
import { minute } from '../../../shared/test-support/host.ts';
import { productId } from '../test-support/salmon.ts';
import { admin, body, cause, keyed } from '../test-support/shelf.ts';
import { priceOf, SplitShelf } from '../test-support/split-shelf.ts';
import { issueTicket, newKeyPair } from '../waiting-room/ticket.ts';
import { hotShards } from './heat.ts';

const dearer = { ...body, price: { amount: 999, currency: 'EUR' } };

/** Makes every shard known to the product, by a hold of one unit at each. */
async function wakeAll(shelf: SplitShelf, count: number): Promise<void> {
  for (let i = 0; shelf.shards.size < count; i++) await shelf.reserve(`wake-${i}`);
}

describe('a product that is split', () => {
  it('sells by its new price at every shard once the change is answered', async () => {
    const shelf = await SplitShelf.with(100, 4);
    await wakeAll(shelf, 4);
    await shelf.product.housed.put(dearer, admin);
    for (let i = 0; i < 12; i++) expect(priceOf(await shelf.reserve(`h${i}`))).toBe(999);
  });

  it('answers the change also while a shard is down, and tells that one later, by the alarm', async () => {
    const shelf = await SplitShelf.with(100, 4);
    await wakeAll(shelf, 4);
    shelf.down.add(2);
    expect(await shelf.product.housed.put(dearer, admin)).toMatchObject({ ok: true });
    expect(shelf.shard(2).housed.actor.state.listing?.price.amount).toBe(180);
    shelf.product.restart();
    shelf.down.clear();
    await shelf.product.passTo(shelf.clock.now + minute);
    expect(shelf.shard(2).housed.actor.state.listing?.price.amount).toBe(999);
    shelf.heard = 0;
    await shelf.product.passTo(shelf.clock.now + 60 * minute);
    expect(shelf.heard).toBe(0);
  });

  it('takes nothing out while a shard is down that may have it, and keeps no answer to that', async () => {
    const shelf = await SplitShelf.with(20, 4);
    await wakeAll(shelf, 4);
    shelf.down.add(1);
    const takeOut = () => shelf.product.housed.adjust({ delta: -16 }, keyed('broken'));
    expect(await takeOut()).toMatchObject({ rejection: { type: 'ServiceUnavailable' } });
    shelf.down.clear();
    expect(await takeOut()).toMatchObject({ ok: true, replayed: false });
  });

  it('comes to its new number of shards after a crash in between, by the alarm', async () => {
    const shelf = await SplitShelf.with(100, 4);
    await wakeAll(shelf, 4);
    shelf.down.add(3);
    await shelf.split(2);
    expect(shelf.layouts.at(-1)?.count).toBe(4);
    shelf.product.restart();
    await shelf.product.passTo(shelf.clock.now + minute);
    expect(shelf.layouts.at(-1)?.count).toBe(4);
    shelf.down.clear();
    await shelf.product.passTo(shelf.clock.now + minute);
    expect(shelf.layouts.at(-1)?.count).toBe(2);
    expect(priceOf(await shelf.reserve('after'))).toBe(180);
  });

  it('is changed once more right behind a change, without waiting for the alarm', async () => {
    const shelf = await SplitShelf.with(100, 1);
    shelf.product.housed.changeShards(2, admin);
    shelf.product.housed.changeShards(4, admin);
    await shelf.product.settle();
    expect(shelf.layouts.map(({ count }) => count)).toEqual([1, 2, 4]);
  });

  it('answers a repeat of the change as it has answered the first', async () => {
    const shelf = await SplitShelf.with(10, 1);
    const first = shelf.product.housed.changeShards(4, keyed('split'));
    await shelf.split(2);
    expect(shelf.product.housed.changeShards(4, keyed('split'))).toEqual({ ...first, replayed: true });
    expect(shelf.layouts.at(-1)?.count).toBe(2);
  });

  it('gets back what comes free at a shard that takes no new orders', async () => {
    const shelf = await SplitShelf.with(8, 4);
    await wakeAll(shelf, 4);
    await shelf.split(1);
    for (const host of shelf.shards.values()) await host.passTo(shelf.clock.now + 2 * minute);
    await shelf.product.settle();
    for (const host of shelf.shards.values()) expect(host.housed.actor.state.stock.onHand).toBe(0);
    expect(shelf.product.housed.product.actor.state).toMatchObject({ stock: { onHand: 8 } });
  });
});

describe('a split product with a waiting room', () => {
  it('is sold at its shards to those with a ticket, also where a shard has not heard of the room', async () => {
    const shelf = await SplitShelf.with(100, 4);
    await wakeAll(shelf, 2);
    const { privateKey, publicKey } = await newKeyPair();
    await shelf.product.housed.openWaitingRoom({ perMinute: 60, ticketMs: minute, publicKey }, cause);
    const facts = {
      productId,
      cartId: 'crt_a',
      admittedAt: shelf.clock.now,
      expiresAt: shelf.clock.now + minute,
    };
    const good = { cartId: 'crt_a', token: await issueTicket(privateKey, facts) };
    const stolen = { ...good, cartId: 'crt_b' };
    for (const index of [0, 1, 2, 3]) {
      const shard = shelf.shard(index).housed;
      const buy = async (holdId: string, ticket?: Ticket) => {
        const key = await shard.admits(ticket);
        return priceOf(await shard.reserve(holdId, 1, minute, cause, key, shelf.clock.now, 2));
      };
      expect(await buy('good', good)).toBe(180);
      expect(await buy('stolen', stolen)).toBe('WaitingRoom');
      expect(await buy('none')).toBe('WaitingRoom');
    }
    await shelf.product.housed.closeWaitingRoom(cause);
    expect(priceOf(await shelf.reserve('closed'))).toBe(180);
  });
});

describe('a product that runs hot', () => {
  async function hold(shelf: SplitShelf, holds: number, pauseMs: number): Promise<void> {
    for (let i = 0; i < holds; i++) {
      shelf.clock.now += pauseMs;
      shelf.product.housed.reserve(`h${i}`, 1, minute, cause);
    }
  }

  it('splits itself, and says why', async () => {
    const shelf = await SplitShelf.with(5_000, 1);
    await hold(shelf, 1_000, 9);
    expect(shelf.layouts.at(-1)?.count).toBe(hotShards);
    const { actor } = shelf.product.housed;
    const split = actor.events(0, 2_000).find(({ event }) => event.type === 'ShardsChanged');
    expect(split).toMatchObject({ caller: 'stock', event: { reason: 'hot', count: hotShards } });
  });

  it('does not when it sells well, and asks no shard for anything', async () => {
    const shelf = await SplitShelf.with(5_000, 1);
    await hold(shelf, 2_000, 11);
    expect(shelf.layouts).toHaveLength(1);
    expect(shelf.heard).toBe(0);
  });
});
