import type { AvailabilityView, CartItemView, CartStatus, CartView } from '../../shared/contracts/cart.ts';
import { fewLeft } from '../../shared/contracts/product.ts';
import { money, totalsOf } from '../../shared/money.ts';
import { rfc3339 } from '../../shared/time.ts';
import { type Cart, cartTtlMs } from './domain/cart.ts';
import type { Line } from './domain/line.ts';

/** A cart as its owner sees it. */
export function viewOf(cart: Exclude<Cart, { status: 'none' }>, version: number): CartView {
  // What a merged cart held is in another cart now, so it shows as a closed and empty one.
  const lines = cart.status === 'merged' ? [] : cart.lines;
  const subtotal = lines.reduce((sum, line) => sum + line.quantity * line.added.priceMinor, 0);
  return {
    id: cart.cartId,
    status: shownStatus(cart.status),
    currency: cart.currency,
    items: lines.map((line) => itemView(line, cart.currency)),
    totals: totalsOf(subtotal, cart.currency),
    ...('orderId' in cart ? { orderId: cart.orderId } : {}),
    version,
    updatedAt: rfc3339(cart.updatedAt),
    expiresAt: rfc3339(cart.touchedAt + cartTtlMs),
  };
}

function shownStatus(status: Exclude<Cart['status'], 'none'>): CartStatus {
  return status === 'merged' ? 'expired' : status;
}

function itemView({ productId, quantity, added, known }: Line, currency: string): CartItemView {
  const changed = known.priceMinor !== added.priceMinor || known.currency !== added.currency;
  return {
    productId,
    name: known.name,
    image: known.image,
    quantity,
    unitPrice: money(added.priceMinor, currency),
    lineTotal: money(added.priceMinor * quantity, currency),
    ...(changed
      ? {
          priceChange: {
            from: money(added.priceMinor, currency),
            to: money(known.priceMinor, known.currency),
          },
        }
      : {}),
    availability: availabilityOf(quantity, known),
  };
}

function availabilityOf(quantity: number, known: Line['known']): AvailabilityView {
  const { status, available } = known;
  if (status === 'archived') return { status: 'unavailable', available: 0 };
  if (available === null) return { status: 'unknown' };
  if (available === 0) return { status: 'unavailable', available };
  if (available < quantity) return { status: 'insufficient', available };
  return available <= fewLeft ? { status: 'low', available } : { status: 'available' };
}
