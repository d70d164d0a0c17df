import type { Cause } from '../../../shared/actor/event-log.ts';
import type { HoldRequest } from '../../../shared/contracts/product.ts';
import { doneAfter, type StepAnswer } from '../../../shared/contracts/saga-messages.ts';
import type { PlacedOrder } from '../domain/order.ts';
import type { ServiceEffect } from './outcome.ts';
import type { CheckoutPorts } from './ports.ts';

/** Calls the service that takes this step. */
export async function callService(
  effect: ServiceEffect,
  order: PlacedOrder,
  { cart, product, holdTtlMs }: CheckoutPorts,
  cause: Cause,
): Promise<StepAnswer> {
  const { orderId, cartId, createdAt } = order;
  switch (effect.step) {
    case 'validateCart':
      return cart.validate(cartId, orderId, cause);
    case 'reserveStock':
      return product.reserve(orderId, toReserve(effect.lines, order), holdTtlMs, cause, createdAt);
    case 'commitStock':
      return product.commit(orderId, effect.lines.map(toHold), cause, createdAt);
    case 'returnStock':
      return doneAfter(product.giveBack(orderId, effect.productIds, cause, createdAt));
    case 'releaseStock':
      return doneAfter(product.release(orderId, effect.productIds, cause, createdAt));
    case 'restockItems':
      return doneAfter(product.restock(orderId, effect.refundId, effect.items, cause, createdAt));
    case 'reopenCart':
      return doneAfter(cart.reopen(cartId, orderId, cause, { forget: effect.forget }));
  }
}

/** The lines, each with the ticket for its product, if the buyer has one. */
export function toReserve(
  lines: { productId: string; quantity: number }[],
  { cartId, tickets = {} }: PlacedOrder,
): HoldRequest[] {
  return lines.map((line) => {
    // A product may be called `constructor`.
    const token = Object.hasOwn(tickets, line.productId) ? tickets[line.productId] : undefined;
    return { ...toHold(line), ...(token === undefined ? {} : { ticket: { cartId, token } }) };
  });
}

export function toHold({ productId, quantity }: { productId: string; quantity: number }) {
  return { productId, quantity };
}
