import { describe, expect, it } from 'vitest';
import { type Effect, nextStep } from './next-step.ts';
import {
  asked,
  at,
  authorized,
  cancel,
  declined,
  facts,
  history,
  lines,
  noAnswer,
  orderAfter,
  place,
  reserved,
  resume,
  second,
  shortage,
  sold,
  story,
  type Timeless,
  t0,
  validated,
  voided,
} from './test-support/orders.ts';
import { type Situation, situationNames, situations } from './test-support/situations.ts';

const both = ['onigiri', 'coffee'];

const refundId = `${facts.orderId}-refund-1`;
const payRefund = { step: 'payRefund', refundId, amountMinor: 150 } as const;
const restockItems: Effect = {
  step: 'restockItems',
  refundId,
  items: [{ productId: 'coffee', quantity: 1 }],
};

/** The effect that is next, in every situation. */
const expected: Record<Situation, ReturnType<typeof nextStep>> = {
  none: null,
  closed: null,
  'placing/validateCart': { step: 'validateCart' },
  'placing/reserveStock': { step: 'reserveStock', lines },
  'placing/processPayment': { step: 'processPayment', amountMinor: 520, ask: false },
  awaitingPayment: null,
  'placing/commitStock': { step: 'commitStock', lines },
  'placing/capturePayment': { step: 'capturePayment', amountMinor: 520, ask: false },
  confirmed: null,
  'failing/refundPayment': { step: 'refundPayment' },
  'failing/returnStock': { step: 'returnStock', productIds: both },
  'failing/voidPayment': { step: 'voidPayment' },
  'failing/releaseStock': { step: 'releaseStock', productIds: both },
  'failing/reopenCart': { step: 'reopenCart', forget: true },
  failed: null,
  'canceling/refundPayment': { step: 'refundPayment' },
  'canceling/returnStock': { step: 'returnStock', productIds: both },
  'canceling/voidPayment': { step: 'voidPayment' },
  'canceling/releaseStock': { step: 'releaseStock', productIds: both },
  'canceling/reopenCart': { step: 'reopenCart', forget: false },
  canceled: null,
  'confirmed/payRefund': payRefund,
  'confirmed/restockItems': restockItems,
  'confirmed/partiallyRefunded': null,
  'confirmed/refunded': null,
  fulfilled: null,
  'fulfilled/payRefund': payRefund,
  'fulfilled/restockItems': restockItems,
  'fulfilled/partiallyRefunded': null,
  'fulfilled/refunded': null,
};

function stepAfter(...commands: Timeless[]) {
  return nextStep(orderAfter(story(...commands)));
}

/** The steps from here to the end, when each undo succeeds at once. */
function undosFrom(...commands: Timeless[]): string[] {
  const undone: Record<string, Timeless> = {
    refundPayment: voided,
    voidPayment: voided,
    returnStock: { type: 'RecordStockBack' },
    releaseStock: { type: 'RecordStockBack' },
    reopenCart: { type: 'RecordCartReopened' },
  };
  const steps: string[] = [];
  for (let next = stepAfter(...commands); next; next = stepAfter(...commands)) {
    steps.push(next.step);
    commands.push(undone[next.step] as Timeless);
  }
  return steps;
}

describe('the next step', () => {
  it.each(situationNames)('in %s', (situation) => {
    expect(nextStep(orderAfter(situations[situation]))).toEqual(expected[situation]);
  });
});

describe('what may have happened already is asked for first', () => {
  it('a payment, after an interruption', () => {
    expect(stepAfter(place, validated, reserved, resume)).toMatchObject({
      step: 'processPayment',
      ask: true,
    });
  });

  it('a capture, after an interruption', () => {
    expect(stepAfter(place, validated, reserved, authorized, sold, resume)).toMatchObject({ ask: true });
  });

  it('a capture, after a try without an answer', () => {
    const next = stepAfter(place, validated, reserved, authorized, sold, noAnswer('capturePayment'));
    expect(next).toMatchObject({ step: 'capturePayment', ask: true });
  });

  it('but not a payment whose order was interrupted at an earlier step', () => {
    expect(stepAfter(place, resume, validated, reserved)).toMatchObject({ ask: false });
  });
});

describe('what is undone when a step gets no answer', () => {
  const late = (...commands: Timeless[]) => {
    const failedAt = t0 + 3_600 * second;
    const last = commands.at(-1) as Timeless;
    const past = history(...commands.slice(0, -1).map((command) => at(t0, command)), at(failedAt, last));
    const firstUndo = nextStep(orderAfter(past));
    return firstUndo?.step;
  };

  it('validateCart: the cart', () => {
    expect(undosFrom(place, noAnswer('validateCart'))).toEqual(['reopenCart']);
  });

  it('reserveStock: what may be held, then the cart', () => {
    expect(undosFrom(place, validated, noAnswer('reserveStock'))).toEqual(['releaseStock', 'reopenCart']);
  });

  it('processPayment: the payment before the stock', () => {
    const undos = undosFrom(place, validated, reserved, noAnswer('processPayment'));
    expect(undos).toEqual(['voidPayment', 'releaseStock', 'reopenCart']);
  });

  it('commitStock, at last: the sale before the payment', () => {
    expect(late(place, validated, reserved, authorized, noAnswer('commitStock'))).toBe('returnStock');
  });

  it('capturePayment, at last: the money first of all (lesson 13)', () => {
    expect(late(place, validated, reserved, authorized, sold, noAnswer('capturePayment'))).toBe(
      'refundPayment',
    );
  });
});

describe('what is undone after a clear no', () => {
  it('to the payment: the stock and the cart, and not the payment', () => {
    expect(undosFrom(place, validated, reserved, declined)).toEqual(['releaseStock', 'reopenCart']);
  });

  it('to the whole of the stock: only the cart', () => {
    expect(undosFrom(place, validated, shortage('coffee'))).toEqual(['reopenCart']);
  });

  it('to the second product: the first one', () => {
    expect(stepAfter(place, validated, shortage('onigiri'))).toEqual({
      step: 'releaseStock',
      productIds: ['coffee'],
    });
  });

  it('to the second product after an interruption: both, since the first try may still be on its way', () => {
    expect(stepAfter(place, validated, resume, shortage('onigiri'))).toEqual({
      step: 'releaseStock',
      productIds: both,
    });
  });

  it('to the sale: what may be sold, then the payment, then the cart', () => {
    const no: Timeless = {
      type: 'RecordRefusal',
      step: 'commitStock',
      rejection: { type: 'HoldMismatch', holdId: 'x' },
    };
    expect(undosFrom(place, validated, reserved, authorized, no)).toEqual([
      'returnStock',
      'voidPayment',
      'reopenCart',
    ]);
  });

  it('by the buyer, while the payment waits: payment, stock and cart', () => {
    expect(undosFrom(place, validated, reserved, asked, cancel)).toEqual([
      'voidPayment',
      'releaseStock',
      'reopenCart',
    ]);
  });
});
