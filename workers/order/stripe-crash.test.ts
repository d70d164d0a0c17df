import { expect, it, vi } from 'vitest';
import { type Counter, openCounter } from './payments/stripe/test-support/counter.ts';
import { letProcessesDie } from './test-support/deaths.ts';
import type { Fault } from './test-support/network.ts';
import { booksAfter, call, Shop } from './test-support/shop.ts';
import { hear, pay } from './test-support/stripe-stories.ts';

// Hundreds of checkouts over real sockets, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

letProcessesDie();

/** One order with a Stripe of its own, whatever may happen to it. */
async function tryOut(story: (shop: Shop, stripe: Counter) => Promise<unknown>): Promise<Shop> {
  let shop!: Shop;
  const stripe = await openCounter({ now: () => shop.now });
  shop = new Shop({ stripe });
  await story(shop, stripe);
  stripe.server.faults.mend();
  const books = await shop.closeBooks();
  const end = books.status === 'canceled' && books.cart === 'converted' ? 'canceledAfterwards' : books.status;
  // Captured less refunded is what is owed, nothing stays authorised, and the stock says the same.
  expect(books).toEqual(booksAfter[end as keyof typeof booksAfter]);
  await stripe.close();
  return shop;
}

const stories: Record<string, (shop: Shop, stripe: Counter) => Promise<void>> = {
  'a card that is good': (shop) => pay(shop, 'pm_card_visa'),
  'a card that is declined': (shop) => pay(shop, 'pm_card_visa_chargeDeclined'),
  'an approval': async (shop, stripe) => {
    await pay(shop, 'pm_card_authenticationRequired');
    await hear(shop, stripe, true);
  },
  'an order that is canceled': async (shop) => {
    await pay(shop, 'pm_card_visa');
    await shop.try(shop.order.cancel(call('cancel')));
  },
};

const faults: Fault[] = ['diesBefore', 'diesAfter', 'diesAndItArrivesLate', 'unreachable', 'answerLost'];

it.each(Object.keys(stories))('%s comes to a good end whichever call goes wrong', async (name) => {
  const story = stories[name] as (typeof stories)[string];
  const { length } = (await tryOut(story)).network.calls;
  expect(length).toBeGreaterThan(7);
  for (let index = 0; index < length; index++) {
    for (const fault of faults) {
      await tryOut(async (shop, stripe) => {
        shop.network.fail(index, fault);
        await story(shop, stripe);
      });
    }
  }
});
