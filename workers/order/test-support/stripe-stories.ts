import type { Dice } from '../../../shared/test-support/dice.ts';
import type { Counter } from '../payments/stripe/test-support/counter.ts';
import { call, type Shop } from './shop.ts';

export type Token = `pm_${string}`;
const cause = { caller: 'stripe', request: 'req-2', trace: '00-aa-bb-02' };

export async function pay(shop: Shop, token: Token): Promise<void> {
  await shop.try(shop.place(token, call('key'))).catch(() => {});
}

/** The buyer approves or not, and Stripe calls: so often, in this order. */
export async function hear(shop: Shop, { server }: Counter, approves: boolean, dice?: Dice): Promise<void> {
  for (const id of server.ledger.intents.keys()) server.ledger.authenticate(id, approves);
  const events = server.events.take();
  const calls = dice ? dice.shuffled([...events, ...events]) : events;
  for (const { data } of calls) {
    const { object } = data;
    const reference = object.object === 'charge' ? object.payment_intent : object.id;
    await shop.try(shop.order.paymentNews(reference, cause));
  }
}
