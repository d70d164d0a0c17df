import { describe, expect, it } from 'vitest';
import type { OrderCommand } from './commands.ts';
import { decide } from './decide.ts';
import { nextStep } from './next-step.ts';
import type { Step } from './steps.ts';
import {
  at,
  authorized,
  cancel,
  captured,
  cartReopened,
  forget,
  fulfill,
  minute,
  noAnswer,
  orderAfter,
  place,
  refund,
  refunded,
  refundPaid,
  reserved,
  restocked,
  resume,
  sold,
  stockBack,
  type Timeless,
  t0,
  validated,
} from './test-support/orders.ts';
import { type Situation, situationNames, situations } from './test-support/situations.ts';

/** Each command as it is given here. Outcomes are of the step given. */
const commands: Record<OrderCommand['type'], (step: Step) => Timeless> = {
  PlaceOrder: () => place,
  CloseUnplaced: () => ({ type: 'CloseUnplaced' }),
  ResumeSaga: () => resume,
  CancelOrder: () => cancel,
  AnswerPayment: () => ({ type: 'AnswerPayment' }),
  FulfillOrder: () => fulfill,
  RequestRefund: () => refund(),
  ForgetPerson: () => forget,
  ExpirePayment: () => ({ type: 'ExpirePayment' }),
  RecordValidated: () => validated,
  RecordReserved: () => reserved,
  RecordPayment: () => authorized,
  RecordSold: () => sold,
  RecordCaptured: () => captured,
  RecordPaymentUndone: () => refunded,
  RecordStockBack: () => stockBack,
  RecordCartReopened: () => cartReopened,
  RecordRefund: () => refundPaid,
  RecordRestocked: () => restocked,
  RecordRefusal: (step) => ({ type: 'RecordRefusal', step, rejection: { type: 'CartEmpty' } }),
  RecordFailure: (step) => noAnswer(step),
};

/**
 * What every command leads to in every situation: the events, nothing (`-`), or the rejection (`!`). It comes
 * after the time to approve a payment, and before a step behind the payment is given up.
 */
const expected: Record<OrderCommand['type'], Partial<Record<Situation, string>> & { otherwise: string }> = {
  PlaceOrder: {
    none: 'CheckoutPlaced',
    closed: '!ServiceUnavailable',
    confirmed: '!CartConverted',
    fulfilled: '!CartConverted',
    'confirmed/payRefund': '!CartConverted',
    'confirmed/restockItems': '!CartConverted',
    'confirmed/partiallyRefunded': '!CartConverted',
    'confirmed/refunded': '!CartConverted',
    'fulfilled/payRefund': '!CartConverted',
    'fulfilled/restockItems': '!CartConverted',
    'fulfilled/partiallyRefunded': '!CartConverted',
    'fulfilled/refunded': '!CartConverted',
    'canceling/refundPayment': '!CartConverted',
    'canceling/returnStock': '!CartConverted',
    canceled: '!CartConverted',
    otherwise: '!CheckoutInProgress',
  },
  CloseUnplaced: { none: 'OrderClosed', otherwise: '-' },
  ResumeSaga: {
    none: '-',
    closed: '-',
    awaitingPayment: '-',
    confirmed: '-',
    failed: '-',
    canceled: '-',
    fulfilled: '-',
    'confirmed/partiallyRefunded': '-',
    'confirmed/refunded': '-',
    'fulfilled/partiallyRefunded': '-',
    'fulfilled/refunded': '-',
    otherwise: 'SagaResumed',
  },
  AnswerPayment: { none: '!OrderNotFound', closed: '!OrderNotFound', otherwise: '-' },
  CancelOrder: {
    none: '!OrderNotFound',
    closed: '!OrderNotFound',
    awaitingPayment: 'CancelRequested',
    confirmed: 'CancelRequested',
    'canceling/refundPayment': '-',
    'canceling/returnStock': '-',
    'canceling/voidPayment': '-',
    'canceling/releaseStock': '-',
    'canceling/reopenCart': '-',
    canceled: '-',
    otherwise: '!IllegalTransition',
  },
  FulfillOrder: {
    none: '!OrderNotFound',
    closed: '!OrderNotFound',
    confirmed: 'OrderFulfilled',
    'confirmed/payRefund': 'OrderFulfilled',
    'confirmed/restockItems': 'OrderFulfilled',
    'confirmed/partiallyRefunded': 'OrderFulfilled',
    fulfilled: '-',
    'fulfilled/payRefund': '-',
    'fulfilled/restockItems': '-',
    'fulfilled/partiallyRefunded': '-',
    'fulfilled/refunded': '-',
    otherwise: '!IllegalTransition',
  },
  RequestRefund: {
    none: '!OrderNotFound',
    closed: '!OrderNotFound',
    confirmed: 'RefundRequested',
    'confirmed/payRefund': 'RefundRequested',
    'confirmed/restockItems': 'RefundRequested',
    'confirmed/partiallyRefunded': 'RefundRequested',
    fulfilled: 'RefundRequested',
    'fulfilled/payRefund': 'RefundRequested',
    'fulfilled/restockItems': 'RefundRequested',
    'fulfilled/partiallyRefunded': 'RefundRequested',
    otherwise: '!IllegalTransition',
  },
  ForgetPerson: {
    none: '!OrderNotFound',
    closed: '!OrderNotFound',
    // None of these has an address that goods go to.
    confirmed: 'PersonalDataForgotten',
    'confirmed/payRefund': 'PersonalDataForgotten',
    'confirmed/restockItems': 'PersonalDataForgotten',
    'confirmed/partiallyRefunded': 'PersonalDataForgotten',
    'confirmed/refunded': 'PersonalDataForgotten',
    fulfilled: 'PersonalDataForgotten',
    'fulfilled/payRefund': 'PersonalDataForgotten',
    'fulfilled/restockItems': 'PersonalDataForgotten',
    'fulfilled/partiallyRefunded': 'PersonalDataForgotten',
    'fulfilled/refunded': 'PersonalDataForgotten',
    failed: 'PersonalDataForgotten',
    canceled: 'PersonalDataForgotten',
    otherwise: '!IllegalTransition',
  },
  RecordRefund: {
    'confirmed/payRefund': 'RefundPaid',
    'fulfilled/payRefund': 'RefundPaid',
    otherwise: '-',
  },
  RecordRestocked: {
    'confirmed/restockItems': 'ItemsRestocked',
    'fulfilled/restockItems': 'ItemsRestocked',
    otherwise: '-',
  },
  ExpirePayment: { awaitingPayment: 'CheckoutFailed', otherwise: '-' },
  RecordValidated: { 'placing/validateCart': 'CartValidated', otherwise: '-' },
  RecordReserved: { 'placing/reserveStock': 'StockReserved', otherwise: '-' },
  RecordPayment: {
    'placing/processPayment': 'PaymentAuthorized',
    awaitingPayment: 'PaymentAuthorized',
    otherwise: '-',
  },
  RecordSold: { 'placing/commitStock': 'StockSold', otherwise: '-' },
  RecordCaptured: { 'placing/capturePayment': 'PaymentCaptured, OrderConfirmed', otherwise: '-' },
  RecordPaymentUndone: {
    'failing/refundPayment': 'PaymentRefunded',
    'failing/voidPayment': 'PaymentRefunded',
    'canceling/refundPayment': 'PaymentRefunded',
    'canceling/voidPayment': 'PaymentRefunded',
    otherwise: '-',
  },
  RecordStockBack: {
    'failing/returnStock': 'StockReturned',
    'failing/releaseStock': 'StockReleased',
    // The cart of a confirmed order stays its order's, so this is the last thing to undo.
    'canceling/returnStock': 'StockReturned, OrderCanceled',
    'canceling/releaseStock': 'StockReleased',
    otherwise: '-',
  },
  RecordCartReopened: {
    'failing/reopenCart': 'CartReopened, OrderFailed',
    'canceling/reopenCart': 'CartReopened, OrderCanceled',
    otherwise: '-',
  },
  RecordRefusal: {
    none: '-',
    closed: '-',
    awaitingPayment: '-',
    confirmed: '-',
    failed: '-',
    canceled: '-',
    fulfilled: '-',
    'confirmed/partiallyRefunded': '-',
    'confirmed/refunded': '-',
    'fulfilled/partiallyRefunded': '-',
    'fulfilled/refunded': '-',
    'placing/validateCart': 'CheckoutFailed',
    'placing/reserveStock': 'CheckoutFailed',
    'placing/processPayment': 'CheckoutFailed',
    'placing/commitStock': 'CheckoutFailed',
    'placing/capturePayment': 'CheckoutFailed',
    otherwise: 'StepFailed',
  },
  RecordFailure: {
    none: '-',
    closed: '-',
    awaitingPayment: '-',
    confirmed: '-',
    failed: '-',
    canceled: '-',
    fulfilled: '-',
    'confirmed/partiallyRefunded': '-',
    'confirmed/refunded': '-',
    'fulfilled/partiallyRefunded': '-',
    'fulfilled/refunded': '-',
    'placing/validateCart': 'CheckoutFailed',
    'placing/reserveStock': 'CheckoutFailed',
    'placing/processPayment': 'CheckoutFailed',
    otherwise: 'StepFailed',
  },
};

const types = Object.keys(commands) as OrderCommand['type'][];
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

function outcome(situation: Situation, command: Timeless, time = t0 + 9 * minute): string {
  const decision = decide(orderAfter(situations[situation]), at(time, command));
  if (!decision.ok) return `!${decision.rejection.type}`;
  return decision.value.map(({ type }) => type).join(', ') || '-';
}

function stepIn(situation: Situation): Step | undefined {
  return nextStep(orderAfter(situations[situation]))?.step;
}

describe.each(types)('%s', (type) => {
  it.each(situationNames)('in %s', (situation) => {
    const command = commands[type](stepIn(situation) ?? 'validateCart');
    const time = type === 'ExpirePayment' ? t0 + 60 * minute : t0 + 9 * minute;
    expect(outcome(situation, command, time)).toBe(expected[type][situation] ?? expected[type].otherwise);
  });
});

describe('an outcome of a step that is not the next one', () => {
  it.each(situationNames)('changes nothing in %s', (situation) => {
    const others = steps.filter((step) => step !== stepIn(situation));
    for (const step of others) {
      for (const type of ['RecordRefusal', 'RecordFailure'] as const) {
        expect(outcome(situation, commands[type](step))).toBe('-');
      }
    }
  });
});

describe('every event', () => {
  it('carries the time of its command', () => {
    for (const situation of situationNames) {
      for (const type of types) {
        const command = at(t0 + 9 * minute, commands[type](stepIn(situation) ?? 'validateCart'));
        const decision = decide(orderAfter(situations[situation]), command);
        if (decision.ok) for (const event of decision.value) expect(event.at).toBe(t0 + 9 * minute);
      }
    }
  });
});
