import type { Placed } from './order.ts';
import type { Step } from './steps.ts';

/** What the step that failed may have left behind counts as done, so that it is undone. */
export function doubts(
  order: Placed,
  step: Step,
  held: string[],
  declined: boolean,
): Partial<Pick<Placed, 'stock' | 'payment'>> {
  switch (step) {
    case 'reserveStock':
      return held.length === 0 ? {} : { stock: { status: 'held', productIds: held } };
    case 'commitStock':
      return { stock: { ...order.stock, status: 'sold' } };
    case 'processPayment':
      return { payment: { ...order.payment, status: declined ? 'declined' : 'unknown' } };
    case 'capturePayment':
      return { payment: { ...order.payment, status: 'unknown' } };
    default:
      return {};
  }
}
