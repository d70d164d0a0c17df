import { describe, expect, it } from 'vitest';
import type { OrderEvent } from './events.ts';
import {
  asked,
  authorized,
  cancel,
  captured,
  cartReopened,
  declined,
  fulfill,
  noAnswer,
  paidFor,
  place,
  refundCoffee,
  refunded,
  refundPaid,
  refundRefused,
  reserved,
  restocked,
  resume,
  second,
  shortage,
  sold,
  stockBack,
  story,
  type Timeless,
  t0,
  validated,
  voided,
} from './test-support/orders.ts';
import { timelineOf } from './timeline.ts';

/** One line for each entry: step, status, attempt, detail. */
function told(events: OrderEvent[]): string[] {
  return timelineOf(events).map(({ step, status, attempt, detail }) =>
    [step, status, attempt, ...(detail === undefined ? [] : [`(${detail})`])].join(' '),
  );
}

function toldOf(...commands: Timeless[]): string[] {
  return told(story(...commands));
}

const begun = ['validateCart succeeded 1 (2 products)', 'reserveStock succeeded 1 (1 × onigiri, 2 × coffee)'];
const confirmed = [
  ...begun,
  'processPayment succeeded 1 (authorized)',
  'commitStock succeeded 1',
  'capturePayment succeeded 1',
  'createOrder succeeded 1 (confirmed)',
];

describe('the timeline', () => {
  it('of a checkout that went well', () => {
    expect(toldOf(...paidFor)).toEqual(confirmed);
  });

  it('says when each step was over', () => {
    const times = timelineOf(story(...paidFor)).map((entry) => (entry.at - t0) / second);
    expect(times).toEqual([1, 2, 3, 4, 5, 5]);
  });

  it('of one product says so in the singular', () => {
    const [line] = validated.type === 'RecordValidated' ? validated.contents.lines : [];
    const one: Timeless = {
      type: 'RecordValidated',
      contents: { currency: 'EUR', lines: line ? [line] : [] },
    };
    expect(toldOf(place, one)[0]).toBe('validateCart succeeded 1 (1 product)');
  });

  it('of a declined payment, with what was undone', () => {
    expect(toldOf(place, validated, reserved, declined, stockBack, cartReopened)).toEqual([
      ...begun,
      'processPayment failed 1 (PaymentDeclined)',
      'releaseStock succeeded 1',
      'reopenCart succeeded 1',
    ]);
  });

  it('of a shortage', () => {
    expect(toldOf(place, validated, shortage('coffee'), cartReopened)).toEqual([
      'validateCart succeeded 1 (2 products)',
      'reserveStock failed 1 (InsufficientStock)',
      'reopenCart succeeded 1',
    ]);
  });

  it('of a payment whose answer was lost', () => {
    const unknown = noAnswer('processPayment');
    expect(toldOf(place, validated, reserved, unknown, voided, stockBack, cartReopened)).toEqual([
      ...begun,
      'processPayment failed 1 (ServiceUnavailable)',
      'voidPayment succeeded 1',
      'releaseStock succeeded 1',
      'reopenCart succeeded 1',
    ]);
  });

  it('of a commit that succeeded at the third try', () => {
    const lost = noAnswer('commitStock', 'product');
    expect(toldOf(place, validated, reserved, authorized, lost, lost, sold, captured)).toEqual([
      ...begun,
      'processPayment succeeded 1 (authorized)',
      'commitStock failed 1 (product did not answer)',
      'commitStock failed 2 (product did not answer)',
      'commitStock succeeded 3',
      'capturePayment succeeded 1',
      'createOrder succeeded 1 (confirmed)',
    ]);
  });

  it('of a process that died in the middle', () => {
    expect(toldOf(place, validated, resume, reserved, authorized, sold, captured)).toEqual([
      'validateCart succeeded 1 (2 products)',
      'reserveStock failed 1 (interrupted, taken up again)',
      'reserveStock succeeded 2 (1 × onigiri, 2 × coffee)',
      ...confirmed.slice(2),
    ]);
  });

  it('of a cancel after the order was confirmed', () => {
    expect(toldOf(...paidFor, cancel, refunded, stockBack)).toEqual([
      ...confirmed,
      'cancel succeeded 1 (was confirmed)',
      'refundPayment succeeded 1',
      'returnStock succeeded 1',
    ]);
  });

  it('of an order that was sent and refunded in part, with the reason that was given', () => {
    const late = { ...refundCoffee, reason: 'came late' } as Timeless;
    expect(toldOf(...paidFor, fulfill, late, refundPaid, restocked)).toEqual([
      ...confirmed,
      'fulfill succeeded 1',
      'refund succeeded 1 (came late)',
      'payRefund succeeded 1',
      'restockItems succeeded 1',
    ]);
  });

  it('of a refund that the provider refused', () => {
    expect(toldOf(...paidFor, refundCoffee, refundRefused)).toEqual([
      ...confirmed,
      'refund succeeded 1',
      'payRefund failed 1 (account closed)',
    ]);
  });

  it('of a payment that the buyer approved', () => {
    expect(toldOf(place, validated, reserved, asked, authorized)).toEqual([
      ...begun,
      'processPayment running 1 (waits for the buyer)',
      'processPayment succeeded 1 (authorized)',
      'commitStock running 1',
    ]);
  });

  it('ends with the step that is under way, and which try of it that is', () => {
    expect(toldOf(place)).toEqual(['validateCart running 1']);
    expect(toldOf(place, resume, resume).at(-1)).toBe('validateCart running 3');
    expect(toldOf(...paidFor, cancel, noAnswer('refundPayment')).at(-1)).toBe('refundPayment running 2');
  });

  it('ends with the waiting while the buyer is waited for', () => {
    expect(toldOf(place, validated, reserved, asked)).toEqual([
      ...begun,
      'processPayment running 1 (waits for the buyer)',
    ]);
  });

  it('of an order that nobody placed is empty', () => {
    expect(toldOf()).toEqual([]);
    expect(toldOf({ type: 'CloseUnplaced' })).toEqual([]);
  });
});
