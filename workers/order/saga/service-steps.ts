import type { Cause } from '../../../shared/actor/event-log.ts';
import { doneAfter, type StepAnswer } from '../../../shared/contracts/saga-messages.ts';
import type { PlacedOrder } from '../domain/order.ts';
import type { ServiceEffect } from './outcome.ts';
import type { CheckoutPorts } from './ports.ts';

/** Calls the service that takes this step. */
export async function callService(
  effect: ServiceEffect,
  { orderId, cartId }: PlacedOrder,
  { cart, product, holdTtlMs }: CheckoutPorts,
  cause: Cause,
): Promise<StepAnswer> {
  switch (effect.step) {
    case 'validateCart':
      return cart.validate(cartId, orderId, cause);
    case 'reserveStock':
      return product.reserve(orderId, effect.lines.map(toHold), holdTtlMs, cause);
    case 'commitStock':
      return product.commit(orderId, effect.lines.map(toHold), cause);
    case 'returnStock':
      return doneAfter(product.giveBack(orderId, effect.productIds, cause));
    case 'releaseStock':
      return doneAfter(product.release(orderId, effect.productIds, cause));
    case 'restockItems':
      return doneAfter(product.restock(orderId, effect.refundId, effect.items, cause));
    case 'reopenCart':
      return doneAfter(cart.reopen(cartId, orderId, cause, { forget: effect.forget }));
  }
}

export function toHold({ productId, quantity }: { productId: string; quantity: number }) {
  return { productId, quantity };
}
