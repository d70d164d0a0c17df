import type { Shop } from './shop.ts';
import { call, paymentId } from './shop.ts';

/** The key of every placing here, so that it can be asked for again. */
export const key = call('key');

/** One way in which a checkout of two products goes. Each step is one request; a process may die in it. */
export interface Scenario {
  name: string;
  requests: ((shop: Shop) => Promise<unknown>)[];
}

const placeWith = (token: Parameters<Shop['place']>[0]) => (shop: Shop) => shop.place(token, key);
export const cancel = (shop: Shop) => shop.order.cancel(call('cancel'));
const theBuyerSays = (approves: boolean) => (shop: Shop) => {
  shop.bank.authenticate(paymentId, approves);
  return shop.order.paymentChanged(call());
};

export const scenarios: Scenario[] = [
  { name: 'a checkout that goes well', requests: [placeWith('tok_ok')] },
  { name: 'a declined payment', requests: [placeWith('tok_declined')] },
  { name: 'a payment whose answer is lost', requests: [placeWith('tok_timeout')] },
  {
    name: 'a shortage of the second product',
    requests: [
      (shop) => {
        shop.shelves.shelves.onigiri = { onHand: 0, priceMinor: 220, currency: 'EUR' };
        return shop.place('tok_ok', key);
      },
    ],
  },
  { name: 'a payment that is approved', requests: [placeWith('tok_authenticate'), theBuyerSays(true)] },
  { name: 'a payment that is refused', requests: [placeWith('tok_authenticate'), theBuyerSays(false)] },
  {
    name: 'a payment that is never approved',
    requests: [placeWith('tok_authenticate')],
  },
  { name: 'a payment that is not waited for', requests: [placeWith('tok_authenticate'), cancel] },
  { name: 'an order that is canceled', requests: [placeWith('tok_ok'), cancel] },
];

/** Makes the requests one after the other, whatever becomes of each. */
export async function play(shop: Shop, { requests }: Scenario): Promise<void> {
  for (const request of requests) await shop.try(request(shop)).catch(() => {});
}
