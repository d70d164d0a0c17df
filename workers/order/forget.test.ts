import { beforeEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../shared/time.ts';
import { evolve, initialOrder } from './domain/order.ts';
import { call, hana, order, Shop } from './test-support/shop.ts';

const { cause } = call();
const shippingAddress = { name: 'Hana Abe', line1: '1-2-3 Jingumae', city: 'Tokyo', country: 'JP' };
const traces = /hana@example\.com|Hana Abe|Jingumae/;

let shop: Shop;
beforeEach(async () => {
  shop = new Shop();
  await shop.try(shop.order.place({ ...order, shippingAddress }, 'tok_ok', call('place')));
});

/** The order as its events say. */
function replayed() {
  return shop.order.actor.events(0, 1_000).reduce((state, { event }) => evolve(state, event), initialOrder);
}

async function forget(): Promise<boolean> {
  const forgotten = shop.order.forget(cause);
  await shop.settle();
  return forgotten;
}

describe('an order that forgets its buyer', () => {
  beforeEach(() => {
    shop.order.fulfill(call('fulfill'));
  });

  it('has written down nothing of the buyer any more, and is what its events say', async () => {
    expect(shop.dump).toMatch(traces);
    expect(await forget()).toBe(true);
    expect(shop.dump).not.toMatch(traces);
    expect(shop.order.actor.state).toEqual(replayed());
    const state = shop.order.actor.state;
    shop.restart();
    expect(shop.order.actor.state).toEqual(state);
  });

  it('shows everything else as before', async () => {
    const before = shop.order.view(hana);
    await forget();
    const { shippingAddress: _, version = 0, ...rest } = before ?? {};
    expect(shop.order.view(hana)).toEqual({ ...rest, email: null, version: version + 1 });
    expect(shop.order.timeline(hana)?.at(-1)).toMatchObject({ step: 'fulfill', status: 'succeeded' });
  });

  it('answers repeated requests as before, but for what it has forgotten', async () => {
    await forget();
    const repeat = await shop.order.place({ ...order, shippingAddress }, 'tok_ok', call('place'));
    expect(repeat).toMatchObject({ ok: true, replayed: true, value: { status: 'confirmed', email: null } });
    expect(JSON.stringify(repeat)).not.toMatch(traces);
  });

  it('tells the list that it has, and says nothing more of the buyer to anybody', async () => {
    await forget();
    expect(shop.told.list.at(-1)?.data).toMatchObject({ forgotten: true, status: 'fulfilled' });
    const before = shop.told.notifications.length;
    await shop.try(shop.order.refund({}, call('refund')));
    const [refunded] = shop.told.notifications.slice(before);
    expect(refunded).toMatchObject({ type: 'OrderRefunded', data: { email: null } });
    expect(JSON.stringify([refunded, shop.told.list.at(-1)])).not.toMatch(traces);
  });

  it('tells the list when it has forgotten, so that a year-old order does not count as a year of lag', async () => {
    await shop.passTo(shop.now + 365 * dayMs);
    const before = shop.now;
    await forget();
    expect(shop.told.list.at(-1)?.time).toBeGreaterThanOrEqual(before);
  });

  it('forgets once', async () => {
    await forget();
    const { seq } = shop.order.actor;
    expect(await forget()).toBe(true);
    expect(shop.order.actor.seq).toBe(seq);
  });

  it('forgets also what an earlier version has written into the log itself', async () => {
    shop.storage.exec(
      `UPDATE event SET version = 1, data = json_patch(data, (SELECT data FROM personal WHERE personal.seq = event.seq))
       WHERE seq = 1`,
    );
    shop.storage.exec('DELETE FROM personal');
    shop.restart();
    expect(shop.order.view(hana)).toMatchObject({ email: order.email, shippingAddress });
    await forget();
    expect(shop.dump).not.toMatch(traces);
    expect(shop.order.actor.state).toEqual(replayed());
  });
});

it('an order does not forget while its goods are to be sent, and remembers no wish', async () => {
  const before = shop.dump;
  expect(await forget()).toBe(false);
  expect(shop.dump).toBe(before);
});
