import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Dice, seeds } from '../../shared/test-support/dice.ts';
import type { Fault as StripeFault } from '../../test/stripe-server/faults.ts';
import { type Counter, openCounter } from './payments/stripe/test-support/counter.ts';
import type { Fault } from './test-support/network.ts';
import { booksAfter, call, Shop, second } from './test-support/shop.ts';

// Hundreds of checkouts over real sockets, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  // A process that died is held for ever in its last call: its deadline must not wake it.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Token = `pm_${string}`;
const cause = { caller: 'stripe', request: 'req-2', trace: '00-aa-bb-02' };

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

async function pay(shop: Shop, token: Token): Promise<void> {
  await shop.try(shop.place(token, call('key'))).catch(() => {});
}

/** The buyer approves or not, and Stripe calls: so often, in this order. */
async function hear(shop: Shop, { server }: Counter, approves: boolean, dice?: Dice): Promise<void> {
  for (const id of server.ledger.intents.keys()) server.ledger.authenticate(id, approves);
  const events = server.events.take();
  const calls = dice ? dice.shuffled([...events, ...events]) : events;
  for (const { data } of calls) {
    const { object } = data;
    const reference = object.object === 'charge' ? object.payment_intent : object.id;
    await shop.try(shop.order.paymentNews(reference, cause));
  }
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

const tokens: Token[] = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_authenticationRequired',
  'pm_card_authenticationRequired',
  'pm_card_visa_chargeDeclined',
];
const stripeFaults: StripeFault[] = [
  'unreachable',
  'answerLost',
  'serverError',
  'serverErrorAfterwards',
  'tooManyRequests',
];

it('orders end owing what they took, through a Stripe that fails, repeats and reorders, and crashes', async () => {
  const ends = new Set<string>();
  for (const seed of seeds(150)) {
    const dice = new Dice(seed);
    const shop = await tryOut(async (shop, stripe) => {
      stripe.server.faults.chance = () => (dice.roll(6) === 0 ? dice.pick(stripeFaults) : undefined);
      if (dice.roll(2) === 0) shop.network.fail(dice.roll(12), dice.pick(faults));
      await pay(shop, dice.pick(tokens));
      await hear(shop, stripe, dice.roll(3) > 0, dice);
      await shop.passTo(shop.now + dice.roll(60) * second);
      if (dice.roll(4) === 0) await shop.try(shop.order.cancel(call('cancel')));
      await hear(shop, stripe, true, dice);
    });
    ends.add(shop.books.status ?? 'none');
  }
  expect(ends).toEqual(new Set(['confirmed', 'failed', 'canceled']));
});
