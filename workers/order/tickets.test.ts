import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { booksAfter, call, hana, order, Shop, second } from './test-support/shop.ts';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const tickets = { onigiri: 'a ticket' };

/** A shop in which one must wait for onigiri. */
function shopWithRoom(): Shop {
  const shop = new Shop();
  shop.shelves.rooms.onigiri = tickets.onigiri;
  return shop;
}

const place = (shop: Shop, byMessage = false) =>
  shop.order.place({ ...order, tickets }, 'tok_ok', call(), byMessage);

describe('an order of what one must wait for', () => {
  it('is confirmed with the ticket', async () => {
    const shop = shopWithRoom();
    await place(shop);
    expect(shop.books).toEqual(booksAfter.confirmed);
  });

  it('fails without, says so, and gives back what it held before, and nothing else', async () => {
    const shop = shopWithRoom();
    const answer = await shop.place('tok_ok');
    expect(answer).toMatchObject({ rejection: { type: 'WaitingRoom', productId: 'onigiri' } });
    expect(shop.books).toEqual(booksAfter.failed);
    expect(shop.order.view(hana)?.failure).toMatchObject({
      code: 'waiting-room',
      productId: 'onigiri',
      waitingRoom: '/v1/products/onigiri/waiting-room/places',
    });
    expect(shop.network.calls.filter((name) => name.startsWith('release'))).toEqual(['release coffee']);
  });

  it('shows the ticket again when its process has died while it was reserving', async () => {
    const shop = shopWithRoom();
    shop.network.failNext('reserve onigiri', 'diesBefore');
    expect(await shop.try(place(shop))).toBe('died');
    await shop.passTo(shop.now + 10 * second);
    expect(shop.order.view(hana)?.failure?.code).not.toBe('waiting-room');
    expect(shop.steps).toContain('reserveStock succeeded');
  });

  it('shows it in each message that asks for the stock, made out to its cart', async () => {
    const shop = shopWithRoom();
    await place(shop, true);
    await shop.settle();
    const [validate] = shop.sent.splice(0);
    const lines = [{ productId: 'onigiri', quantity: 1, name: 'onigiri', image: null, unitPriceMinor: 220 }];
    const answer = JSON.stringify({ ok: true, value: { currency: 'EUR', lines } });
    await shop.order.takeReply({ ...(validate as NonNullable<typeof validate>), answer });
    await shop.settle();
    shop.restart();
    await shop.passTo(shop.now + 30 * second);
    const asked = shop.sent.filter(({ step }) => step === 'reserveStock');
    expect(asked.length).toBeGreaterThan(1);
    const ticket = { cartId: order.cartId, token: tickets.onigiri };
    for (const command of asked) {
      expect(command).toMatchObject({ lines: [{ productId: 'onigiri', quantity: 1, ticket }] });
    }
  });
});
