import { describe, expect, it } from 'vitest';
import type { PaymentRecord } from './commands.ts';
import { sagaDeadlineMs } from './order.ts';
import type { Step } from './steps.ts';
import {
  authorized,
  cancel,
  cartReopened,
  noAnswer,
  paid,
  paidFor,
  place,
  placedAfter,
  productIds,
  refunded,
  reserved,
  second,
  sold,
  stockBack,
  story,
  type Timeless,
  t0,
  totalMinor,
  validated,
  voided,
  when,
} from './test-support/orders.ts';

const beforeStock = [place, validated];
const beforePayment = [place, validated, reserved];
const beforeSale = [place, validated, reserved, authorized];
const beforeCapture = [place, validated, reserved, authorized, sold];

function failedAt(step: Step, service: string, held: string[] = []) {
  const rejection = { type: 'ServiceUnavailable', service };
  return { type: 'CheckoutFailed', step, rejection, held, declined: false };
}

describe('a step before the payment that gets no answer', () => {
  it('ends the checkout: the buyer is there and can try again', () => {
    expect(when([place], noAnswer('validateCart', 'cart'))).toEqual([failedAt('validateCart', 'cart')]);
    expect(when(beforePayment, noAnswer('processPayment', 'payment'))).toEqual([
      failedAt('processPayment', 'payment'),
    ]);
  });

  it('may have happened: every product counts as held (lesson 9)', () => {
    expect(when(beforeStock, noAnswer('reserveStock', 'product'))).toEqual([
      failedAt('reserveStock', 'product', productIds),
    ]);
    const { stock } = placedAfter(story(...beforeStock, noAnswer('reserveStock')));
    expect(stock).toEqual({ status: 'held', productIds });
  });

  it('leaves the payment in doubt, so that it is voided', () => {
    const { payment } = placedAfter(story(...beforePayment, noAnswer('processPayment')));
    expect(payment.status).toBe('unknown');
  });
});

describe.each([
  ['commitStock', beforeSale],
  ['capturePayment', beforeCapture],
] as [Step, Timeless[]][])('%s, behind the payment, without an answer', (step, given) => {
  const { authorizedAt } = placedAfter(story(...given)).payment;
  const deadline = Number(authorizedAt) + sagaDeadlineMs;

  it('is tried again until ten minutes after the payment was authorised', () => {
    expect(when(given, noAnswer(step), deadline - 1)).toEqual([
      { type: 'StepFailed', step, detail: 'somebody did not answer', retryAt: deadline - 1 + second },
    ]);
  });

  it('ends the checkout after that', () => {
    expect(when(given, noAnswer(step, 'product'), deadline)).toEqual([failedAt(step, 'product')]);
  });

  it('ends it at once when the answer is no', () => {
    const rejection = { type: 'HoldMismatch', holdId: 'x' } as const;
    expect(when(given, { type: 'RecordRefusal', step, rejection })).toEqual([
      { type: 'CheckoutFailed', step, rejection, held: [], declined: false },
    ]);
  });
});

describe('an undo never gives up', () => {
  const undos: [Step, Timeless[]][] = [
    ['refundPayment', [...paidFor, cancel]],
    ['returnStock', [...paidFor, cancel, refunded]],
    ['voidPayment', [...beforePayment, noAnswer('processPayment')]],
    ['releaseStock', [...beforePayment, noAnswer('processPayment'), voided]],
    ['reopenCart', [...beforePayment, noAnswer('processPayment'), voided, stockBack]],
  ];
  const months = t0 + 90 * 86_400 * second;

  it.each(undos)('%s: no answer means another try', (step, given) => {
    expect(when(given, noAnswer(step), months)).toEqual([
      { type: 'StepFailed', step, detail: 'somebody did not answer', retryAt: months + second },
    ]);
  });

  it.each(undos)('%s: a no means another try as well', (step, given) => {
    const command: Timeless = { type: 'RecordRefusal', step, rejection: { type: 'OrderNotFound' } };
    expect(when(given, command, months)).toEqual([
      { type: 'StepFailed', step, detail: 'refused: OrderNotFound', retryAt: months + second },
    ]);
  });

  it.each(undos.filter(([step]) => step.endsWith('Payment')))(
    '%s: a provider that still has the payment open is asked again',
    (step, given) => {
      for (const status of ['authorized', 'captured', 'requiresAction'] as const) {
        const command: Timeless = { type: 'RecordPaymentUndone', payment: paid(status) };
        const detail = `the provider says ${status}`;
        expect(when(given, command)).toMatchObject([{ type: 'StepFailed', step, detail }]);
      }
    },
  );
});

describe('a provider that says a payment is undone', () => {
  const refundOf = (changes: Partial<PaymentRecord>): Timeless => ({
    type: 'RecordPaymentUndone',
    payment: paid('refunded', changes),
  });

  it.each([
    ['has given back a part only', refundOf({ refundedMinor: totalMinor - 1 })],
    ['has forgotten what it took', voided],
    ['has forgotten some of what it took', refundOf({ capturedMinor: 1, refundedMinor: 1 })],
  ])('and %s is asked again', (_what, command) => {
    expect(when([...paidFor, cancel], command)).toMatchObject([
      { type: 'StepFailed', step: 'refundPayment' },
    ]);
  });

  it('and took more than we ever heard of, is believed when all of that is back', () => {
    const unheard = [...beforePayment, noAnswer('processPayment')];
    expect(when(unheard, refundOf({ refundedMinor: 0 }))).toMatchObject([{ type: 'StepFailed' }]);
    expect(when(unheard, refunded)).toMatchObject([{ type: 'PaymentRefunded' }]);
  });
});

describe('the money that comes back', () => {
  const unknownCapture: Timeless[] = [
    ...beforeCapture,
    { type: 'RecordCaptured', payment: paid('captured', { capturedMinor: 1 }) },
  ];

  it('was never taken: the payment is voided', () => {
    expect(when([...beforePayment, noAnswer('processPayment')], voided)).toEqual([{ type: 'PaymentVoided' }]);
    const unheardOf: Timeless = { type: 'RecordPaymentUndone', payment: paid('declined') };
    expect(when([...beforePayment, noAnswer('processPayment')], unheardOf)).toEqual([
      { type: 'PaymentVoided' },
    ]);
  });

  it('was taken: it is refunded, in full', () => {
    expect(when([...paidFor, cancel], refunded)).toEqual([
      { type: 'PaymentRefunded', amountMinor: totalMinor },
    ]);
  });

  it('was taken unheard: the order says that it was taken and came back (lesson 13)', () => {
    const { payment } = placedAfter(story(...unknownCapture, refunded));
    expect(payment).toMatchObject({
      status: 'refunded',
      capturedMinor: totalMinor,
      refundedMinor: totalMinor,
    });
  });

  it('is in doubt until then', () => {
    expect(placedAfter(story(...unknownCapture)).payment.status).toBe('unknown');
  });
});

describe('the last thing undone', () => {
  it('is the end of the order, in the same commit', () => {
    const failing = [place, noAnswer('validateCart')];
    expect(when(failing, cartReopened)).toEqual([{ type: 'CartReopened' }, { type: 'OrderFailed' }]);
    expect(when([...paidFor, cancel, refunded], stockBack)).toEqual([
      { type: 'StockReturned' },
      { type: 'OrderCanceled' },
    ]);
  });

  it('leaves an order that knows of everything that it is undone', () => {
    const unknown = [...beforePayment, noAnswer('processPayment')];
    expect(placedAfter(story(...unknown, voided, stockBack, cartReopened))).toMatchObject({
      status: 'failed',
      payment: { status: 'voided', capturedMinor: 0, refundedMinor: 0 },
      stock: { status: 'back', productIds },
      cart: 'reopened',
    });
  });

  it('of an order that was confirmed is its stock: the cart is gone for good', () => {
    expect(placedAfter(story(...paidFor, cancel, refunded, stockBack)).cart).toBe('converted');
  });
});
