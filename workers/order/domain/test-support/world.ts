import type { PaymentRecord } from '../commands.ts';
import type { Effect } from '../next-step.ts';
import { noPayment, paid, productIds } from './orders.ts';

/** What has really happened at the other services, whatever the order knows of it. */
export interface World {
  cart: 'frozen' | 'open';
  stock: Record<string, 'untouched' | 'held' | 'sold' | 'released' | 'returned'>;
  payment: PaymentRecord;
  /** Refunds that the provider has made, and those whose items are back on the shelf. */
  refunds: string[];
  restocked: string[];
  /** Whether the process still has the buyer's payment token. */
  hasToken: boolean;
}

export const untouchedWorld: World = {
  cart: 'frozen',
  stock: Object.fromEntries(productIds.map((id) => [id, 'untouched'])),
  payment: noPayment,
  refunds: [],
  restocked: [],
  hasToken: true,
};

/** How much of an effect comes about before it breaks off. */
export type Extent = 'nothing' | 'half' | 'all';

/** The world after an effect: every service knows what it has done, so a repeat changes nothing. */
export function worldAfter(world: World, effect: Effect, extent: Extent): World {
  if (extent === 'nothing') return world;
  switch (effect.step) {
    case 'validateCart':
      return world;
    case 'reserveStock':
      return onStock(world, productIds.toSorted(), extent, { untouched: 'held' });
    case 'commitStock':
      return onStock(world, productIds, extent, { held: 'sold' });
    case 'releaseStock':
      return onStock(world, effect.productIds, extent, { untouched: 'released', held: 'released' });
    case 'returnStock': {
      const moves = { untouched: 'released', held: 'released', sold: 'returned' } as const;
      return onStock(world, effect.productIds, extent, moves);
    }
    case 'reopenCart':
      return { ...world, cart: 'open' };
    case 'payRefund':
      return afterRefund(world, effect);
    case 'restockItems':
      return { ...world, restocked: [...new Set([...world.restocked, effect.refundId])] };
    default:
      return { ...world, payment: paymentAfter(world, effect) };
  }
}

/** An act on two products may break off between them. */
export function canHalve({ step }: Effect): boolean {
  return step.endsWith('Stock');
}

function onStock(
  world: World,
  ids: string[],
  extent: Extent,
  moves: Partial<Record<World['stock'][string], World['stock'][string]>>,
): World {
  const stock = { ...world.stock };
  for (const id of extent === 'half' ? ids.slice(0, 1) : ids) {
    const is = stock[id] ?? 'untouched';
    stock[id] = moves[is] ?? is;
  }
  return { ...world, stock };
}

/** A repeat is the same refund. */
function afterRefund(world: World, { refundId, amountMinor }: Extract<Effect, { step: 'payRefund' }>): World {
  if (world.refunds.includes(refundId)) return world;
  const { payment } = world;
  const refundedMinor = payment.refundedMinor + amountMinor;
  const status = refundedMinor === payment.capturedMinor ? 'refunded' : payment.status;
  return { ...world, refunds: [...world.refunds, refundId], payment: { ...payment, status, refundedMinor } };
}

function paymentAfter({ payment, hasToken }: World, effect: Effect): PaymentRecord {
  const { status } = payment;
  switch (effect.step) {
    case 'processPayment':
      return status === 'none' && hasToken && !effect.ask ? paid('authorized') : payment;
    case 'capturePayment':
      return status === 'authorized' ? paid('captured') : payment;
    default:
      if (status === 'captured') return paid('refunded');
      return status === 'refunded' || status === 'declined' ? payment : paid('voided');
  }
}
