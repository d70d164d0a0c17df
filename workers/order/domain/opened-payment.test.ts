import { describe, expect, it } from 'vitest';
import type { PaymentRecord } from './commands.ts';
import { nextStep } from './next-step.ts';
import {
  asked,
  authorized,
  noAnswer,
  orderAfter,
  paid,
  place,
  placedAfter,
  reserved,
  resume,
  story,
  type Timeless,
  totalMinor,
  validated,
  when,
} from './test-support/orders.ts';
import { timelineOf } from './timeline.ts';

function found(status: PaymentRecord['status'], changes: Partial<PaymentRecord> = {}): Timeless {
  return { type: 'RecordPayment', payment: paid(status, { reference: 'pi_1', ...changes }) };
}

const before = [place, validated, reserved];
const opened = found('opened');
const unavailable = {
  type: 'CheckoutFailed',
  step: 'processPayment',
  rejection: { type: 'ServiceUnavailable', service: 'payment' },
  held: [],
  declined: false,
};

describe('a payment that a provider has opened', () => {
  it('is known by the provider’s name before money is asked for', () => {
    expect(when(before, opened)).toEqual([{ type: 'PaymentOpened', reference: 'pi_1' }]);
    const order = placedAfter(story(...before, opened));
    expect(order.payment).toMatchObject({ status: 'none', reference: 'pi_1' });
    expect(nextStep(order)).toEqual({ step: 'processPayment', amountMinor: totalMinor, ask: false });
  });

  it('goes on like any other', () => {
    expect(when([...before, opened], authorized)).toEqual([
      { type: 'PaymentAuthorized', amountMinor: totalMinor },
    ]);
    expect(placedAfter(story(...before, opened, asked))).toMatchObject({
      status: 'awaitingPayment',
      payment: { reference: 'pi_1' },
    });
  });

  it.each([
    ['another amount', { amountMinor: totalMinor + 1 }],
    ['another currency', { currency: 'JPY' }],
    ['no name', { reference: undefined }],
  ])('with %s is not the order’s (lesson 15)', (_, changes) => {
    expect(when(before, found('opened', changes as Partial<PaymentRecord>))).toEqual([unavailable]);
  });

  it('and that nobody asked for money because the process died is given up', () => {
    const interrupted = [...before, opened, resume];
    expect(nextStep(orderAfter(story(...interrupted)))).toMatchObject({ step: 'processPayment', ask: true });
    expect(when(interrupted, opened)).toEqual([unavailable]);
  });

  it('is undone by its name when the rest is not known', () => {
    const failing = placedAfter(story(...before, opened, noAnswer('processPayment', 'payment')));
    expect(nextStep(failing)).toEqual({ step: 'voidPayment' });
    expect(failing.payment).toMatchObject({ status: 'unknown', reference: 'pi_1' });
  });

  it('and that is still open when it should be undone is undone again', () => {
    const failing = [...before, opened, noAnswer('processPayment', 'payment')];
    const undone: Timeless = { type: 'RecordPaymentUndone', payment: paid('opened') };
    expect(when(failing, undone)).toMatchObject([{ type: 'StepFailed', step: 'voidPayment' }]);
  });

  it('is no step of its own in the timeline', () => {
    const steps = timelineOf(story(...before, opened)).map(({ step, status }) => `${step} ${status}`);
    expect(steps).toEqual(['validateCart succeeded', 'reserveStock succeeded', 'processPayment running']);
  });
});
