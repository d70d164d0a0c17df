import type { OrderEvent } from './events.ts';
import type { Effect } from './next-step.ts';
import type { PlacedOrder } from './order.ts';

/*
 *   requested ──▶ paid ──▶ done        `paid` only where goods are still to go back on the shelf
 *       └───────▶ refused              by the payment provider: the amount can be refunded anew
 *
 * Several may be under way at once; they are carried out one after the other, in the order of their asking.
 */

export interface Refund {
  /** Names the refund at the payment provider and at the products, so that a repeat is the same refund. */
  refundId: string;
  amountMinor: number;
  items: RefundItem[];
  /** Whether the items go back on the shelf. */
  restock: boolean;
  reason: string;
  status: 'requested' | 'paid' | 'done' | 'refused';
  /** Why the provider has refused it. */
  refusal?: string;
  /** ms since 1970 */
  at: number;
}

export interface RefundItem {
  productId: string;
  quantity: number;
}

export function nextRefundStep(order: PlacedOrder): Effect | null {
  const refund = order.refunds.find(({ status }) => status === 'requested' || status === 'paid');
  if (!refund) return null;
  const { refundId, amountMinor, items, status } = refund;
  if (status === 'requested') return { step: 'payRefund', refundId, amountMinor };
  return { step: 'restockItems', refundId, items };
}

type RefundEvent = Extract<
  OrderEvent,
  { type: 'RefundRequested' | 'RefundPaid' | 'RefundRefused' | 'ItemsRestocked' }
>;

export function evolveRefund(order: PlacedOrder, event: RefundEvent): PlacedOrder {
  if (event.type === 'RefundRequested') {
    const { type: _, ...refund } = event;
    return { ...order, refunds: [...order.refunds, { ...refund, status: 'requested' }] };
  }
  const refunds = order.refunds.map((refund) =>
    refund.refundId === event.refundId ? { ...refund, ...progressOf(refund, event) } : refund,
  );
  if (event.type !== 'RefundPaid') return { ...order, refunds };
  const refundedMinor = order.payment.refundedMinor + event.amountMinor;
  const status = refundedMinor === order.payment.capturedMinor ? 'refunded' : order.payment.status;
  return { ...order, refunds, payment: { ...order.payment, status, refundedMinor } };
}

function progressOf({ restock, items }: Refund, event: RefundEvent): Pick<Refund, 'status' | 'refusal'> {
  if (event.type === 'RefundRefused') return { status: 'refused', refusal: event.reason };
  const goodsToCome = event.type === 'RefundPaid' && restock && items.length > 0;
  return { status: goodsToCome ? 'paid' : 'done' };
}
