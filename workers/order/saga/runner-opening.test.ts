import { beforeEach, describe, expect, it } from 'vitest';
import { paid, place, placedAfter, reserved, story, validated } from '../domain/test-support/orders.ts';
import type { PaymentProvider, PaymentRecord } from '../payments/provider.ts';
import type { CheckoutPorts } from './ports.ts';
import { hopeless, perform } from './runner.ts';

const unopened = placedAfter(story(place, validated, reserved));
const opened = { ...unopened, payment: { ...unopened.payment, reference: 'pi_1' } };
const paymentId = 'pay_0123456789abcdefghjkmnpqrs';
const price = { amount: 520, currency: 'EUR' };
const cause = { caller: 'customer:hana', request: 'req-1', trace: '00-aa-bb-01' };
const paying = { step: 'processPayment', amountMinor: 520, ask: false } as const;

let calls: unknown[][];
let names: (string | null)[];
let available: boolean;
let answer: PaymentRecord | { status: 'unknownToken' };
beforeEach(() => {
  calls = [];
  names = [];
  available = true;
});

const provider: PaymentProvider = {
  isAvailable: () => available,
  open: (...call) => note('open', call),
  authorize: (...call) => note('authorize', call),
  capture: (...call) => note('capture', call),
  undo: (...call) => note('undo', call),
  refund: async () => ({ status: 'refunded' }),
  find: (...call) => note('find', call),
};

async function note(name: string, call: unknown[]): Promise<PaymentRecord> {
  calls.push([name, ...call]);
  return answer as PaymentRecord;
}

/** Cart and product are not there: calling them would throw. */
const ports = {
  payment: (_, reference) => {
    names.push(reference);
    return provider;
  },
} as CheckoutPorts;

describe('a provider that names payments itself', () => {
  it('opens the payment first, and asks for no money in the same step', async () => {
    answer = paid('opened', { reference: 'pi_1' });
    const outcome = await perform(paying, unopened, ports, cause, 'token');
    expect(outcome).toEqual({ type: 'RecordPayment', payment: answer });
    expect(calls).toEqual([['open', paymentId, price]]);
  });

  it('asks for money when the name is recorded', async () => {
    answer = paid('authorized');
    await perform(paying, opened, ports, cause, 'token');
    expect(calls).toEqual([['authorize', paymentId, price, 'token']]);
  });

  it('is called in the name that the order has recorded', async () => {
    answer = paid('voided');
    await perform({ step: 'voidPayment' }, opened, ports, cause, undefined);
    await perform({ step: 'voidPayment' }, unopened, ports, cause, undefined);
    expect(names).toEqual(['pi_1', null]);
  });

  it('and does not know the token refuses the step', async () => {
    answer = { status: 'unknownToken' };
    expect(await perform(paying, opened, ports, cause, 'token')).toEqual({
      type: 'RecordRefusal',
      step: 'processPayment',
      rejection: { type: 'UnknownPaymentToken' },
    });
  });

  it('and is known not to answer ends the checkout before anything is held', () => {
    available = false;
    const outcome = hopeless({ step: 'validateCart' }, unopened, ports);
    expect(outcome).toMatchObject({ type: 'RecordFailure', step: 'validateCart', service: 'payment' });
    expect(calls).toEqual([]);
  });
});
