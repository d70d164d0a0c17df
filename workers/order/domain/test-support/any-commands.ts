import * as fc from 'fast-check';
import { maxQuantityPerLine } from '../../../../shared/contracts/cart.ts';
import type { Rejection } from '../../../../shared/contracts/rejections.ts';
import { maxUnitPriceMinor } from '../../../../shared/money.ts';
import { inTime } from '../../../../shared/test-support/decider-laws.ts';
import type { OrderCommand, PaymentRecord } from '../commands.ts';
import type { OrderLine } from '../line.ts';
import type { Step } from '../steps.ts';
import {
  at,
  facts,
  forget,
  held,
  lines,
  paid,
  paidFor,
  productIds,
  refund,
  refundCoffee,
  refundPaid,
  refundRefused,
  restocked,
  type Timeless,
  t0,
  totalMinor,
} from './orders.ts';

const steps: Step[] = [
  'validateCart',
  'reserveStock',
  'processPayment',
  'commitStock',
  'capturePayment',
  'createOrder',
  'refundPayment',
  'voidPayment',
  'returnStock',
  'releaseStock',
  'reopenCart',
  'payRefund',
  'restockItems',
];
const rejections: Rejection[] = [
  { type: 'CartEmpty' },
  { type: 'InsufficientStock', items: [{ productId: 'onigiri', requested: 1, available: 0 }] },
  { type: 'InsufficientStock', items: [] },
  { type: 'WaitingRoom', productId: 'onigiri' },
  { type: 'ServiceUnavailable', service: 'cart' },
];

/** Mostly what fits the order of these tests, so that it gets somewhere; the rest is somebody else's nonsense. */
function mostly<Value>(fitting: fc.Arbitrary<Value>, nonsense: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 2, arbitrary: fitting }, { weight: 1, arbitrary: nonsense });
}

const line: fc.Arbitrary<OrderLine> = fc.record({
  productId: fc.constantFrom(...productIds, 'constructor', '__proto__'),
  name: fc.constant('Tea'),
  image: fc.constant(null),
  quantity: fc.integer({ min: 1, max: maxQuantityPerLine }),
  unitPriceMinor: fc.integer({ min: 0, max: maxUnitPriceMinor }),
});
const anyLines = mostly(
  fc.constant(lines),
  fc.uniqueArray(line, { maxLength: 5, selector: ({ productId }) => productId }),
);
const anyHeld = mostly(
  fc.constant(held),
  fc.array(
    line.map(({ unitPriceMinor, ...rest }) => ({
      ...rest,
      unitPrice: { amount: unitPriceMinor, currency: unitPriceMinor % 2 ? 'JPY' : 'EUR' },
    })),
  ),
);

type PaymentStatus = PaymentRecord['status'];
const paymentStatuses: PaymentStatus[] = [
  'none',
  'requiresAction',
  'authorized',
  'captured',
  'declined',
  'voided',
  'refunded',
];
const lies: Partial<PaymentRecord>[] = [
  { currency: 'JPY' },
  { amountMinor: totalMinor - 1 },
  { amountMinor: Number.MAX_SAFE_INTEGER },
  { capturedMinor: 0, refundedMinor: 0 },
  { capturedMinor: totalMinor - 1 },
  { refundedMinor: totalMinor - 1 },
  { capturedMinor: totalMinor + 1, refundedMinor: totalMinor + 1 },
];

function payment(...fitting: PaymentStatus[]): fc.Arbitrary<PaymentRecord> {
  const status = mostly(fc.constantFrom(...fitting), fc.constantFrom(...paymentStatuses));
  return fc
    .tuple(status, mostly(fc.constant({}), fc.constantFrom(...lies)))
    .map(([is, lie]) => paid(is, lie));
}

const anyRefund = fc.record(
  {
    amountMinor: fc.constantFrom(0, 1, 150, totalMinor, totalMinor + 1, Number.MAX_SAFE_INTEGER),
    currency: fc.constantFrom('EUR', 'EUR', 'JPY'),
    items: fc.array(
      fc.record({
        productId: fc.constantFrom(...productIds, '__proto__'),
        quantity: fc.constantFrom(1, 2, maxQuantityPerLine),
      }),
      { maxLength: 2 },
    ),
    restock: fc.boolean(),
  },
  { requiredKeys: [] },
);

const mio = { name: 'Mio Sato', line1: 'Praterstraße 1', city: 'Wien', country: 'AT' };
const guest = { kind: 'guest' as const, tokenHash: 'a'.repeat(64) };
const place = fc
  .record(
    {
      owner: fc.constantFrom(facts.owner, guest),
      acceptPriceChanges: fc.boolean(),
      shippingAddress: fc.constantFrom(null, mio),
      locale: fc.constant('de-AT'),
      tickets: fc.constantFrom({}, { onigiri: 'a ticket' }),
    },
    { requiredKeys: ['owner', 'acceptPriceChanges', 'shippingAddress'] },
  )
  .map((more) => ({ type: 'PlaceOrder' as const, ...facts, ...more }));

const step = fc.constantFrom(...steps);
const always = (command: Timeless) => fc.constant(command);

const command: fc.Arbitrary<Timeless> = fc.oneof(
  place,
  always({ type: 'CloseUnplaced' }),
  always({ type: 'ResumeSaga' }),
  always({ type: 'CancelOrder' }),
  always({ type: 'AnswerPayment' }),
  always({ type: 'ExpirePayment' }),
  anyLines.map((lines) => ({ type: 'RecordValidated' as const, contents: { currency: 'EUR', lines } })),
  anyHeld.map((held) => ({ type: 'RecordReserved' as const, held })),
  payment('authorized', 'requiresAction').map((payment) => ({ type: 'RecordPayment' as const, payment })),
  always({ type: 'RecordPayment', payment: paid('opened', { reference: 'pi_1' }) }),
  always({ type: 'RecordSold' }),
  payment('captured').map((payment) => ({ type: 'RecordCaptured' as const, payment })),
  payment('voided', 'refunded').map((payment) => ({ type: 'RecordPaymentUndone' as const, payment })),
  always({ type: 'RecordStockBack' }),
  always({ type: 'RecordCartReopened' }),
  always({ type: 'FulfillOrder' }),
  always(forget),
  mostly(fc.constantFrom(refundCoffee, refund()), anyRefund.map(refund)),
  fc.constantFrom(refundPaid, refundRefused),
  always(restocked),
  fc.record({ type: fc.constant('RecordRefusal' as const), step, rejection: fc.constantFrom(...rejections) }),
  step.map((step) => ({ type: 'RecordFailure' as const, step, service: 'somebody', detail: 'no answer' })),
);

/** How far a checkout has come before things go as they like. */
const start = fc
  .nat(paidFor.length)
  .map((steps) => paidFor.slice(0, steps).map((timeless) => at(t0, timeless)));

/** Whatever may come to an order, in any order and in time. */
export const anyCommands: fc.Arbitrary<OrderCommand[]> = fc
  .tuple(
    start,
    inTime(
      command.map((timeless) => at(t0, timeless)),
      t0,
      80,
    ),
  )
  .map(([first, more]) => [...first, ...more]);
