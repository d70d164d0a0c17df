import type { Cause } from '../../shared/actor/event-log.ts';
import { orderEventSchema, productUpdatedSchema } from '../../shared/contracts/events.ts';
import type { ProductSnapshot } from '../../shared/contracts/product.ts';
import { consumeEach } from '../../shared/queue/consume.ts';
import type { DeadLetterOutlet } from '../../shared/queue/give-up.ts';

export const productUpdatedQueue = 'konbini-product-updated-carts';

export interface Receivers {
  copy(productId: string): { take(snapshot: ProductSnapshot): Promise<void> };
  cart(cartId: string): { convert(orderId: string, cause: Cause): Promise<void> };
}

/** What the other services tell: products that have changed, and orders that carts have become. */
export function handleBatch(
  batch: MessageBatch,
  { copy, cart }: Receivers,
  deadLetters: DeadLetterOutlet,
): Promise<void> {
  if (batch.queue === productUpdatedQueue) {
    return consumeEach(batch, productUpdatedSchema, deadLetters, ({ data }) =>
      copy(data.productId).take(data),
    );
  }
  return consumeEach(batch, orderEventSchema, deadLetters, async ({ type, data, trace, id }) => {
    if (type !== 'OrderCreated') return;
    await cart(data.cartId).convert(data.orderId, { caller: 'order', request: id, trace });
  });
}
