import type { Cause } from '../../shared/actor/event-log.ts';
import type { CartService } from '../../shared/contracts/cart.ts';
import { type OrderEvent, orderEventSchema, productUpdatedSchema } from '../../shared/contracts/events.ts';
import type { ProductSnapshot } from '../../shared/contracts/product.ts';
import { cartCommandSchema } from '../../shared/contracts/saga-messages.ts';
import { consumeEach } from '../../shared/queue/consume.ts';
import type { DeadLetterOutlet } from '../../shared/queue/give-up.ts';
import { answerCommand, type ReplyOutlet } from '../../shared/queue/reply.ts';
import { performCommand } from './commands.ts';

export const productUpdatedQueue = 'konbini-product-updated-carts';
export const cartCommandsQueue = 'konbini-cart-commands';

export interface Receivers {
  copy(productId: string): { take(snapshot: ProductSnapshot): Promise<void> };
  cart(cartId: string): { convert(orderId: string, cause: Cause): Promise<void> };
  service: Pick<CartService, 'validate' | 'reopen'>;
  replies: ReplyOutlet;
}

/** What the other services tell and ask: products that have changed, orders that carts have become, saga steps. */
export function handleBatch(
  batch: MessageBatch,
  { copy, cart, service, replies }: Receivers,
  deadLetters: DeadLetterOutlet,
  now: () => number,
): Promise<void> {
  switch (batch.queue) {
    case productUpdatedQueue:
      return consumeEach(batch, productUpdatedSchema, deadLetters, ({ data }) =>
        copy(data.productId).take(data),
      );
    case cartCommandsQueue:
      return consumeEach(batch, cartCommandSchema, deadLetters, (command) =>
        answerCommand(command, (one) => performCommand(one, service), replies, now()),
      );
    default:
      return consumeEach(batch, orderEventSchema, deadLetters, (event) => takeOrderEvent(event, cart));
  }
}

/** An order that was confirmed is what has become of its cart. */
export async function takeOrderEvent(
  { type, data, trace, id }: OrderEvent,
  cart: Receivers['cart'],
): Promise<void> {
  if (type !== 'OrderCreated') return;
  await cart(data.cartId).convert(data.orderId, { caller: 'order', request: id, trace });
}
