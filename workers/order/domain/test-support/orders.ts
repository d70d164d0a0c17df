import type { Held } from '../../../../shared/contracts/product.ts';
import type { OrderCommand, PaymentRecord } from '../commands.ts';
import { decide } from '../decide.ts';
import type { OrderEvent } from '../events.ts';
import type { OrderLine } from '../line.ts';
import { nextStep } from '../next-step.ts';
import {
  evolve,
  type Facts,
  initialOrder,
  isPlaced,
  type Order,
  type PlacedOrder,
  shownStatus,
} from '../order.ts';
import type { Step } from '../steps.ts';

export const second = 1_000;
export const minute = 60 * second;
/** When the order of all these tests is placed. */
export const t0 = Date.UTC(2026, 10, 22, 10);

export const facts: Omit<Facts, 'createdAt'> = {
  orderId: 'ord_0123456789abcdefghjkmnpqrs',
  cartId: 'crt_0123456789abcdefghjkmnpqrs',
  owner: { kind: 'customer', customerId: 'hana' },
  email: 'hana@example.com',
  shippingAddress: null,
  provider: 'sandbox',
  currency: 'EUR',
  acceptPriceChanges: false,
};

/** In the cart's order, which is not the one in which stock is reserved. */
export const lines: OrderLine[] = [
  { productId: 'onigiri', name: 'Onigiri', image: null, quantity: 1, unitPriceMinor: 220 },
  { productId: 'coffee', name: 'Coffee', image: 'coffee.svg', quantity: 2, unitPriceMinor: 150 },
];
export const productIds = lines.map((line) => line.productId);
export const totalMinor = 520;

export const held: Held[] = lines.map(({ unitPriceMinor, ...line }) => ({
  ...line,
  unitPrice: { amount: unitPriceMinor, currency: 'EUR' },
}));

export function paid(status: PaymentRecord['status'], changes: Partial<PaymentRecord> = {}): PaymentRecord {
  const taken = status === 'captured' || status === 'refunded';
  return {
    status,
    currency: 'EUR',
    amountMinor: totalMinor,
    capturedMinor: taken ? totalMinor : 0,
    refundedMinor: status === 'refunded' ? totalMinor : 0,
    ...changes,
  };
}

/** What a provider says of a payment that it has never heard of. */
export const noPayment: PaymentRecord = {
  status: 'none',
  currency: '',
  amountMinor: 0,
  capturedMinor: 0,
  refundedMinor: 0,
};

/** Distributes `Omit` over the commands. */
type Without<Key extends string, Union> = Union extends unknown ? Omit<Union, Key> : never;
export type Timeless = Without<'at', OrderCommand>;

export function at(time: number, command: Timeless): OrderCommand {
  return { ...command, at: time } as OrderCommand;
}

export function orderAfter(events: OrderEvent[]): Order {
  return events.reduce(evolve, initialOrder);
}

export function placedAfter(events: OrderEvent[]): PlacedOrder {
  const order = orderAfter(events);
  if (!isPlaced(order)) throw new Error('the order was not placed');
  return order;
}

/** The events that commands lead to, one after the other; fails on a rejection. */
export function history(...commands: OrderCommand[]): OrderEvent[] {
  const events: OrderEvent[] = [];
  for (const command of commands) {
    const decision = decide(orderAfter(events), command);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.rejection.type}`);
    events.push(...decision.value);
  }
  return events;
}

export const place: Timeless = { type: 'PlaceOrder', ...facts };
export const validated: Timeless = { type: 'RecordValidated', contents: { currency: 'EUR', lines } };
export const reserved: Timeless = { type: 'RecordReserved', held };
export const authorized: Timeless = { type: 'RecordPayment', payment: paid('authorized') };
export const asked: Timeless = { type: 'RecordPayment', payment: paid('requiresAction') };
export const declined: Timeless = {
  type: 'RecordPayment',
  payment: paid('declined', { declineReason: 'card declined' }),
};
export const sold: Timeless = { type: 'RecordSold' };
export const captured: Timeless = { type: 'RecordCaptured', payment: paid('captured') };
export const cancel: Timeless = { type: 'CancelOrder' };
export const resume: Timeless = { type: 'ResumeSaga' };
export const voided: Timeless = { type: 'RecordPaymentUndone', payment: paid('voided') };
export const refunded: Timeless = { type: 'RecordPaymentUndone', payment: paid('refunded') };
export const stockBack: Timeless = { type: 'RecordStockBack' };
export const cartReopened: Timeless = { type: 'RecordCartReopened' };

export const fulfill: Timeless = { type: 'FulfillOrder' };
export const forget: Timeless = { type: 'ForgetPerson' };
export const refundPaid: Timeless = { type: 'RecordRefund', refund: { status: 'refunded' } };
export const refundRefused: Timeless = {
  type: 'RecordRefund',
  refund: { status: 'refused', reason: 'account closed' },
};
export const restocked: Timeless = { type: 'RecordRestocked' };

/** Without anything else, all that is left. */
export function refund(asked: Partial<Extract<OrderCommand, { type: 'RequestRefund' }>> = {}): Timeless {
  return { type: 'RequestRefund', restock: false, reason: '', ...asked };
}

/** A coffee comes back and goes on the shelf again. */
export const refundCoffee = refund({ items: [{ productId: 'coffee', quantity: 1 }], restock: true });

export function noAnswer(step: Step, service = 'somebody'): Timeless {
  return { type: 'RecordFailure', step, service, detail: `${service} did not answer` };
}

export function shortage(productId: string): Timeless {
  const items = [{ productId, requested: 2, available: 1 }];
  return { type: 'RecordRefusal', step: 'reserveStock', rejection: { type: 'InsufficientStock', items } };
}

/** The steps of a checkout that goes well, a second apart. */
export function story(...commands: Timeless[]): OrderEvent[] {
  return history(...commands.map((command, index) => at(t0 + index * second, command)));
}

export const paidFor = [place, validated, reserved, authorized, sold, captured];

/** An order's situation: what it is, and what it does next. */
export function situationOf(order: Order): string {
  const step = nextStep(order)?.step;
  if (step === 'payRefund' || step === 'restockItems') return `${order.status}/${step}`;
  if (isPlaced(order) && shownStatus(order).endsWith('efunded'))
    return `${order.status}/${shownStatus(order)}`;
  if (order.status === 'undoing') return `${order.ending === 'failed' ? 'failing' : 'canceling'}/${step}`;
  return order.status === 'placing' ? `placing/${step}` : order.status;
}

/** Given these commands, a second apart: what one more leads to, without the times of the events. */
export function when(given: Timeless[], command: Timeless, time = t0 + given.length * second) {
  const decision = decide(orderAfter(story(...given)), at(time, command));
  return decision.ok ? decision.value.map(({ at: _, ...event }) => event) : decision.rejection;
}
