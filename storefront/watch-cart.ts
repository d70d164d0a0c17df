import type { Watcher } from '../client/src/index.ts';
import { shop } from './shop.ts';

/** Two windows on a cart show the same within a second, also where no WebSocket can be had. */
const everyMs = 1_000;

/** Tells how a cart is, now and whenever it changes. @returns ends it */
export function watchCart(id: string, watcher: Pick<Watcher, 'onCart' | 'onError'>): () => void {
  return shop.cart(id).live({ ...watcher, everyMs });
}
