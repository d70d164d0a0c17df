import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isForCart, replyTo } from '../../../shared/contracts/saga-messages.ts';
import { performCommand as performAtCart } from '../../cart/commands.ts';
import { performCommand as performAtProduct } from '../../product/commands.ts';
import { booksAfter, call, hana, minute, Shop, second } from '../test-support/shop.ts';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

async function placed(): Promise<Shop> {
  const shop = new Shop();
  expect(await shop.place('tok_ok', call(), true)).toMatchObject({ ok: true, value: { status: 'placing' } });
  await shop.settle();
  return shop;
}

/** Services take what they were asked for, and the replies arrive: until nothing is asked any more, or this step is. */
async function deliver(shop: Shop, until = ''): Promise<void> {
  for (let command = shop.sent[0]; command && command.step !== until; command = shop.sent[0]) {
    shop.sent.shift();
    const answer = isForCart(command)
      ? await performAtCart(command, shop.till)
      : await performAtProduct(command, shop.shelves);
    await shop.order.takeReply(replyTo(command, answer));
    await shop.settle();
  }
}

/** The process ends, and with it the messages that are on their way; later the alarm rings in another. */
async function restart(shop: Shop): Promise<void> {
  shop.sent.length = 0;
  shop.restart();
  await shop.passTo(shop.now + 10 * second);
}

const steps = (shop: Shop) => shop.sent.map(({ step }) => step);

describe('an order whose steps go by messages', () => {
  it('asks for one step at a time, and calls nobody but the bank', async () => {
    const shop = await placed();
    expect(steps(shop)).toEqual(['validateCart']);
    expect(shop.network.calls).toEqual([]);
    await deliver(shop, 'commitStock');
    expect(steps(shop)).toEqual(['commitStock']);
    await deliver(shop);
    expect(shop.books).toEqual(booksAfter.confirmed);
  });

  it('asks again for what gets no reply, under the same id', async () => {
    const shop = await placed();
    await shop.passTo(shop.now + 30 * second);
    expect(shop.sent.length).toBeGreaterThan(1);
    expect(new Set(shop.sent.map(({ id }) => id)).size).toBe(1);
    await deliver(shop);
    expect(shop.books).toEqual(booksAfter.confirmed);
  });

  it.each([
    ['validateCart', 'cart'],
    ['reserveStock', 'product'],
  ])(
    'gives up after two minutes without a reply to %s, and what comes late does no harm',
    async (step, service) => {
      const shop = await placed();
      await deliver(shop, step);
      await shop.passTo(shop.now + 2 * minute + 10 * second);
      await deliver(shop);
      expect(shop.books).toEqual(booksAfter.failed);
      expect(shop.order.view(hana)?.failure).toMatchObject({ code: 'service-unavailable', service });
    },
  );
});

/** The process that goes on may be of a shop that is wired otherwise. Nothing but the order's own record tells it how. */
describe('an order that another process goes on with', () => {
  it('and that was placed by message is undone by messages before the payment, whose token is gone', async () => {
    const shop = await placed();
    await restart(shop);
    expect(steps(shop)).toEqual(['validateCart']);
    await deliver(shop, 'reserveStock');
    await restart(shop);
    expect(steps(shop)).toEqual(['reserveStock']);
    await deliver(shop, 'releaseStock');
    expect(steps(shop)).toEqual(['releaseStock']);
    await deliver(shop);
    expect(shop.books).toEqual(booksAfter.failed);
  });

  it('and is confirmed by messages behind it', async () => {
    const shop = await placed();
    await deliver(shop, 'commitStock');
    await restart(shop);
    expect(steps(shop)).toEqual(['commitStock']);
    await deliver(shop);
    expect(shop.books).toEqual(booksAfter.confirmed);
  });

  it('and that was placed by call is finished by calls', async () => {
    const shop = new Shop();
    shop.network.failNext('commit coffee', 'diesBefore');
    await shop.try(shop.place('tok_ok'));
    await restart(shop);
    expect(shop.books).toEqual(booksAfter.confirmed);
    expect(shop.sent).toEqual([]);
  });
});
