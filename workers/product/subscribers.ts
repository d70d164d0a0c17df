import type { CartService } from '../../shared/contracts/cart.ts';
import type { ProductUpdated } from '../../shared/contracts/events.ts';
import type { Wiring } from '../../shared/wiring.ts';
import type { ProductSubscribers } from './actor.ts';
import { Catalog } from './catalog.ts';

export interface SubscriberEnv {
  CATALOG: D1Database;
  CART: CartService;
  /** A queue per subscriber: a queue has one consumer. */
  TO_CATALOG: Queue<ProductUpdated>;
  TO_CARTS: Queue<ProductUpdated>;
}

/** Whom a product tells, and how its news get there. The relay tells again what does not arrive, in every wiring. */
export function subscribersOf(env: SubscriberEnv, wiring: Wiring): ProductSubscribers {
  const catalog = new Catalog(env.CATALOG);
  return {
    async tell(event) {
      const told =
        wiring === 'direct'
          ? [catalog.take([event]), env.CART.productUpdated(event)]
          : [env.TO_CATALOG.send(event), env.TO_CARTS.send(event)];
      await Promise.all(told);
    },
    async haveHeard(productId, seq) {
      const known = await Promise.all([catalog.seqOf(productId), env.CART.copiedSeq(productId)]);
      return Math.min(...known) >= seq;
    },
  };
}
