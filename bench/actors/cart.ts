import type { Platform } from '../../shared/actor/platform.ts';
import { CartActor, type CartPeers } from '../../workers/cart/actor.ts';
import type { ProductFacts } from '../../workers/cart/domain/line.ts';
import type { Awake, Wake } from './subject.ts';

export const buyer = { kind: 'customer', customerId: 'buyer' } as const;
export const call = { caller: buyer, cause: { caller: 'customer:buyer', request: 'bench', trace: '' } };
const lines = 5;
const quantities = 9;

const peers: CartPeers = {
  outcomeOf: async () => 'underWay',
  surrender: async () => ({ ok: true, value: [], replayed: false }),
  watch: async () => null,
};

export const facts: ProductFacts = {
  seq: 1,
  name: 'Green tea',
  image: null,
  priceMinor: 189,
  currency: 'EUR',
  status: 'active',
  available: null,
};

/** The cart that is on a platform, or that is to be made there. */
export function cartOn(platform: Platform): CartActor {
  return new CartActor(platform, 'crt_bench', peers);
}

/** A cart of five lines whose quantities are changed, over and over. */
export const wakeCart: Wake = (platform): Awake => {
  const cart = cartOn(platform);
  if (cart.actor.seq === 0) {
    cart.create(buyer, 'EUR', undefined, call);
    const lookedUp = { facts, lookedUpAt: platform.now() };
    for (let line = 0; line < lines; line++) cart.addItem(`tea-${line}`, 1, lookedUp, call);
  }
  return {
    get seq() {
      return cart.actor.seq;
    },
    get state() {
      return cart.actor.state;
    },
    prepare: () => () => changeQuantity(cart, cart.actor.seq),
  };
};

/** Each time around the lines to the next quantity, so that every command changes something. */
function changeQuantity(cart: CartActor, turn: number): void {
  const quantity = 1 + (Math.floor(turn / lines) % quantities);
  const answer = cart.changeQuantity(`tea-${turn % lines}`, quantity, facts, call);
  if (!answer.ok) throw new Error(`a cart refuses: ${answer.rejection.type}`);
}
