import type { Cause } from '../../../shared/actor/event-log.ts';
import type { SagaCommand } from '../../../shared/contracts/saga-messages.ts';
import type { PlacedOrder } from '../domain/order.ts';
import type { ServiceEffect } from './outcome.ts';
import { toHold, toReserve } from './service-steps.ts';

/** Later than this a message is left alone: the order has asked again several times. */
const commandTtlMs = 60_000;

/** The message to the service that takes this step. */
export function commandOf(
  effect: ServiceEffect,
  order: PlacedOrder,
  ttlMs: number,
  cause: Cause,
  now: number,
): SagaCommand {
  const { orderId, cartId, createdAt: placedAt } = order;
  const id = correlationOf(orderId, effect);
  const envelope = { id, orderId, version: 1, expiresAt: now + commandTtlMs, cause } as const;
  switch (effect.step) {
    case 'validateCart':
      return { ...envelope, step: effect.step, cartId };
    case 'reserveStock':
      return { ...envelope, step: effect.step, lines: toReserve(effect.lines, order), ttlMs, placedAt };
    case 'commitStock':
      return { ...envelope, step: effect.step, lines: effect.lines.map(toHold), placedAt };
    case 'releaseStock':
    case 'returnStock':
      return { ...envelope, step: effect.step, productIds: effect.productIds, placedAt };
    case 'restockItems':
      return {
        ...envelope,
        step: effect.step,
        returnId: effect.refundId,
        lines: effect.items.map(toHold),
        placedAt,
      };
    case 'reopenCart':
      return { ...envelope, step: effect.step, cartId, forget: effect.forget };
  }
}

/** What a step and its reply are known by. An order takes each step once, but for those of its refunds. */
export function correlationOf(orderId: string, effect: ServiceEffect): string {
  const which = effect.step === 'restockItems' ? `/${effect.refundId}` : '';
  return `${orderId}/${effect.step}${which}`;
}
