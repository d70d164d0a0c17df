import type { OrderEvent } from '../events.ts';
import {
  asked,
  at,
  authorized,
  cancel,
  cartReopened,
  declined,
  fulfill,
  history,
  minute,
  noAnswer,
  paidFor,
  place,
  refund,
  refundCoffee,
  refunded,
  refundPaid,
  reserved,
  restocked,
  sold,
  stockBack,
  story,
  type Timeless,
  t0,
  validated,
  voided,
} from './orders.ts';

const awaiting = [place, validated, reserved, asked];
const captureUnknown: OrderEvent[] = history(
  ...[place, validated, reserved, authorized, sold].map((command) => at(t0, command)),
  at(t0 + 30 * minute, noAnswer('capturePayment', 'payment')),
);
const commitRefused: Timeless[] = [
  ...[place, validated, reserved, authorized],
  {
    type: 'RecordRefusal',
    step: 'commitStock',
    rejection: { type: 'InsufficientStock', items: [{ productId: 'coffee', requested: 2, available: 0 }] },
  },
];

/** One way into every situation that an order can be in. A test holds that there is no other situation. */
export const situations = {
  none: [],
  closed: story({ type: 'CloseUnplaced' }),
  'placing/validateCart': story(place),
  'placing/reserveStock': story(place, validated),
  'placing/processPayment': story(place, validated, reserved),
  awaitingPayment: story(...awaiting),
  'placing/commitStock': story(place, validated, reserved, authorized),
  'placing/capturePayment': story(place, validated, reserved, authorized, sold),
  confirmed: story(...paidFor),
  'failing/refundPayment': captureUnknown,
  'failing/returnStock': story(...commitRefused),
  'failing/voidPayment': story(place, validated, reserved, noAnswer('processPayment')),
  'failing/releaseStock': story(place, validated, reserved, declined),
  'failing/reopenCart': story(place, noAnswer('validateCart')),
  failed: story(place, noAnswer('validateCart'), cartReopened),
  'canceling/refundPayment': story(...paidFor, cancel),
  'canceling/returnStock': story(...paidFor, cancel, refunded),
  'canceling/voidPayment': story(...awaiting, cancel),
  'canceling/releaseStock': story(...awaiting, cancel, voided),
  'canceling/reopenCart': story(...awaiting, cancel, voided, stockBack),
  canceled: story(...paidFor, cancel, refunded, stockBack),
  'confirmed/payRefund': story(...paidFor, refundCoffee),
  'confirmed/restockItems': story(...paidFor, refundCoffee, refundPaid),
  'confirmed/partiallyRefunded': story(...paidFor, refundCoffee, refundPaid, restocked),
  'confirmed/refunded': story(...paidFor, refund(), refundPaid),
  fulfilled: story(...paidFor, fulfill),
  'fulfilled/payRefund': story(...paidFor, fulfill, refundCoffee),
  'fulfilled/restockItems': story(...paidFor, fulfill, refundCoffee, refundPaid),
  'fulfilled/partiallyRefunded': story(...paidFor, fulfill, refundCoffee, refundPaid, restocked),
  'fulfilled/refunded': story(...paidFor, fulfill, refund(), refundPaid),
} satisfies Record<string, OrderEvent[]>;

export type Situation = keyof typeof situations;
export const situationNames = Object.keys(situations) as Situation[];
