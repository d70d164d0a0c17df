import type { OrderCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import { type Effect, nextStep } from '../next-step.ts';
import { evolve, isPlaced, type Order, type PlacedOrder } from '../order.ts';
import { at, type Timeless } from './orders.ts';

/** What is recorded when the step goes well, whatever order it is. */
function outcomeOf(effect: Effect, { currency, payment }: PlacedOrder): Timeless {
  const record = { currency, amountMinor: 0, capturedMinor: 0, refundedMinor: 0 };
  switch (effect.step) {
    case 'validateCart':
      return { type: 'RecordValidated', contents: { currency, lines: [anyLine] } };
    case 'reserveStock':
      return { type: 'RecordReserved', held: [] };
    case 'processPayment': {
      const { amountMinor } = effect;
      return { type: 'RecordPayment', payment: { ...record, status: 'authorized', amountMinor } };
    }
    case 'commitStock':
      return { type: 'RecordSold' };
    case 'capturePayment': {
      const capturedMinor = effect.amountMinor;
      return { type: 'RecordCaptured', payment: { ...record, status: 'captured', capturedMinor } };
    }
    case 'voidPayment':
    case 'refundPayment': {
      const { capturedMinor } = payment;
      const undone = { ...record, capturedMinor, refundedMinor: capturedMinor };
      const status = capturedMinor === 0 ? 'voided' : 'refunded';
      return { type: 'RecordPaymentUndone', payment: { ...undone, status } };
    }
    case 'returnStock':
    case 'releaseStock':
      return { type: 'RecordStockBack' };
    case 'payRefund':
      return { type: 'RecordRefund', refund: { status: 'refunded' } };
    case 'restockItems':
      return { type: 'RecordRestocked' };
    case 'reopenCart':
      return { type: 'RecordCartReopened' };
  }
}

const anyLine = { productId: 'onigiri', name: 'Onigiri', image: null, quantity: 1, unitPriceMinor: 220 };

/** There are eleven steps and two for each refund: an order that needs more than that comes to no end. */
function mostSteps(order: Order): number {
  return 11 + (isPlaced(order) ? 2 * order.refunds.length : 0);
}

/** Where an order gets to from here on, when everything goes well and the buyer does nothing. */
export function endOf(start: Order, now: number): Order {
  let order = start;
  for (let left = mostSteps(start); left >= 0; left--) {
    const command = nextCommand(order, now);
    if (!command) return order;
    const decision = decide(order, command);
    if (!decision.ok || decision.value.length === 0) throw new Error(`${command.type} leads nowhere`);
    order = decision.value.reduce(evolve, order);
  }
  throw new Error('no end in sight');
}

function nextCommand(order: Order, now: number): OrderCommand | undefined {
  if (order.status === 'awaitingPayment') return at(order.expiresAt, { type: 'ExpirePayment' });
  const effect = nextStep(order);
  return effect && isPlaced(order) ? at(now, outcomeOf(effect, order)) : undefined;
}
