import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { Effect } from '../domain/next-step.ts';
import type { Step } from '../domain/steps.ts';
import {
  held,
  lines,
  noPayment,
  paid,
  place,
  placedAfter,
  story,
  validated,
} from '../domain/test-support/orders.ts';
import type { CheckoutPorts } from './ports.ts';
import { perform } from './runner.ts';

const order = placedAfter(story(place, validated));
const { orderId, cartId } = order;
const paymentId = 'pay_0123456789abcdefghjkmnpqrs';
const { createdAt } = order;
const cause = { caller: 'customer:hana', request: 'req-1', trace: '00-aa-bb-01' };
const wanted = lines.map(({ productId, quantity }) => ({ productId, quantity }));
const productIds = wanted.map(({ productId }) => productId);
const price = { amount: 520, currency: 'EUR' };
const contents = { currency: 'EUR', lines };
const token = 'tok_ok';

type Calls = unknown[][];
type Reply = (...call: unknown[]) => unknown;

/** What a provider may have and the sandbox has not. */
const optional = ['isAvailable', 'open', 'clientSecret'];

/** Ports that note every call and answer what `reply` says. */
function ports(reply: Reply): CheckoutPorts & { calls: Calls } {
  const calls: Calls = [];
  const service = (name: string) =>
    new Proxy(
      {},
      {
        get: (_, method) => {
          if (name === 'sandbox' && optional.includes(String(method))) return undefined;
          return (...args: unknown[]) => {
            const call = [`${name}.${String(method)}`, ...args];
            calls.push(call);
            return reply(...call);
          };
        },
      },
    ) as never;
  return {
    calls,
    cart: service('cart'),
    product: service('product'),
    payment: (provider) => service(provider),
    send: async () => {},
    authenticate: async () => {},
    holdTtlMs: 1_234,
  };
}

interface Case {
  effect: Effect;
  service: string;
  /** What the ports are called with; the last one answers. */
  calls: Calls;
  answer: unknown;
  outcome: object;
}

const accepted = (value: unknown) => ({ ok: true, value, replayed: false });

const cases: Record<Exclude<Step, 'createOrder'>, Case> = {
  validateCart: {
    effect: { step: 'validateCart' },
    service: 'cart',
    calls: [['cart.validate', cartId, orderId, cause]],
    answer: accepted(contents),
    outcome: { type: 'RecordValidated', contents },
  },
  reserveStock: {
    effect: { step: 'reserveStock', lines },
    service: 'product',
    calls: [['product.reserve', orderId, wanted, 1_234, cause, createdAt]],
    answer: accepted(held),
    outcome: { type: 'RecordReserved', held },
  },
  processPayment: {
    effect: { step: 'processPayment', amountMinor: 520, ask: false },
    service: 'payment',
    calls: [['sandbox.authorize', paymentId, price, token]],
    answer: paid('authorized'),
    outcome: { type: 'RecordPayment', payment: paid('authorized') },
  },
  commitStock: {
    effect: { step: 'commitStock', lines },
    service: 'product',
    calls: [['product.commit', orderId, wanted, cause, createdAt]],
    answer: accepted(null),
    outcome: { type: 'RecordSold' },
  },
  capturePayment: {
    effect: { step: 'capturePayment', amountMinor: 520, ask: false },
    service: 'payment',
    calls: [['sandbox.capture', paymentId]],
    answer: paid('captured'),
    outcome: { type: 'RecordCaptured', payment: paid('captured') },
  },
  refundPayment: {
    effect: { step: 'refundPayment' },
    service: 'payment',
    calls: [['sandbox.undo', paymentId]],
    answer: paid('refunded'),
    outcome: { type: 'RecordPaymentUndone', payment: paid('refunded') },
  },
  voidPayment: {
    effect: { step: 'voidPayment' },
    service: 'payment',
    calls: [['sandbox.undo', paymentId]],
    answer: paid('voided'),
    outcome: { type: 'RecordPaymentUndone', payment: paid('voided') },
  },
  returnStock: {
    effect: { step: 'returnStock', productIds },
    service: 'product',
    calls: [['product.giveBack', orderId, productIds, cause, createdAt]],
    answer: undefined,
    outcome: { type: 'RecordStockBack' },
  },
  releaseStock: {
    effect: { step: 'releaseStock', productIds },
    service: 'product',
    calls: [['product.release', orderId, productIds, cause, createdAt]],
    answer: undefined,
    outcome: { type: 'RecordStockBack' },
  },
  payRefund: {
    effect: { step: 'payRefund', refundId: 'refund-1', amountMinor: 150 },
    service: 'payment',
    calls: [['sandbox.refund', paymentId, 'refund-1', { amount: 150, currency: 'EUR' }]],
    answer: { status: 'refunded' },
    outcome: { type: 'RecordRefund', refund: { status: 'refunded' } },
  },
  restockItems: {
    effect: { step: 'restockItems', refundId: 'refund-1', items: wanted },
    service: 'product',
    calls: [['product.restock', orderId, 'refund-1', wanted, cause, createdAt]],
    answer: undefined,
    outcome: { type: 'RecordRestocked' },
  },
  reopenCart: {
    effect: { step: 'reopenCart', forget: true },
    service: 'cart',
    calls: [['cart.reopen', cartId, orderId, cause, { forget: true }]],
    answer: undefined,
    outcome: { type: 'RecordCartReopened' },
  },
};

const steps = Object.keys(cases) as (keyof typeof cases)[];
const deadlines: Record<string, number> = { cart: 10_000, product: 10_000, payment: 15_000 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(steps)('%s', (step) => {
  const { effect, service, calls, answer, outcome } = cases[step];
  const run = (network: CheckoutPorts) => perform(effect, order, network, cause, token);
  const failure = (detail: string) => ({ type: 'RecordFailure', step, service, detail });

  it('calls its service once, in the name of the order, and records the answer', async () => {
    const network = ports(async () => answer);
    expect(await run(network)).toEqual(outcome);
    expect(network.calls).toEqual(calls);
  });

  it('records a failure when the service throws', async () => {
    const thrown = ports(async () => {
      throw new Error('the line is dead');
    });
    expect(await run(thrown)).toEqual(failure('the line is dead'));
  });

  it('records a failure when the call cannot even be made, whatever is thrown', async () => {
    const unreachable = ports(() => {
      throw 'no such binding';
    });
    expect(await run(unreachable)).toEqual(failure('no such binding'));
  });

  it(`records a failure when there is no answer after ${deadlines[service]} ms, and not before`, async () => {
    const limit = deadlines[service] as number;
    let outcomeSoFar: object | undefined;
    const running = run(ports(() => new Promise(() => {}))).then((late) => {
      outcomeSoFar = late;
    });
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(outcomeSoFar).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await running;
    expect(outcomeSoFar).toEqual(failure(`the ${service} service did not answer within ${limit} ms`));
  });

  it('hears nothing of an error that comes after the deadline', async () => {
    const gate = Promise.withResolvers<never>();
    const running = run(ports(() => gate.promise));
    await vi.advanceTimersByTimeAsync(10_000);
    gate.reject(new Error('too late'));
    expect(await running).toMatchObject({ type: 'RecordFailure' });
    // An unhandled rejection would fail this test file.
    await vi.advanceTimersByTimeAsync(1);
  });

  it('leaves no timer behind', async () => {
    await run(ports(async () => answer));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe.each(['validateCart', 'reserveStock', 'commitStock'] as const)('a refusal of %s', (step) => {
  it('is recorded with its reason', async () => {
    const rejection: Rejection = { type: 'InsufficientStock', items: [] };
    const network = ports(async () => ({ ok: false, rejection, replayed: false }));
    const outcome = await perform(cases[step].effect, order, network, cause, token);
    expect(outcome).toEqual({ type: 'RecordRefusal', step, rejection });
  });
});

describe('a payment that may have happened', () => {
  const asking: Effect = { step: 'processPayment', amountMinor: 520, ask: true };
  const notAsking: Effect = { step: 'processPayment', amountMinor: 520, ask: false };

  it('is looked for, not made, although the token is there', async () => {
    const network = ports(async () => noPayment);
    expect(await perform(asking, order, network, cause, token)).toEqual({
      type: 'RecordPayment',
      payment: noPayment,
    });
    expect(network.calls).toEqual([['sandbox.find', paymentId]]);
  });

  it('is looked for by a process that has no token', async () => {
    const network = ports(async () => noPayment);
    await perform(notAsking, order, network, cause, undefined);
    expect(network.calls).toEqual([['sandbox.find', paymentId]]);
  });
});

describe('a capture that may have happened', () => {
  const asking: Effect = { step: 'capturePayment', amountMinor: 520, ask: true };

  it('and has, is not made again (lesson 10)', async () => {
    const network = ports(async () => paid('captured'));
    expect(await perform(asking, order, network, cause, undefined)).toMatchObject({ type: 'RecordCaptured' });
    expect(network.calls).toEqual([['sandbox.find', paymentId]]);
  });

  it('and has not, is made now', async () => {
    const network = ports(async (method) => paid(method === 'sandbox.find' ? 'authorized' : 'captured'));
    expect(await perform(asking, order, network, cause, undefined)).toEqual({
      type: 'RecordCaptured',
      payment: paid('captured'),
    });
    expect(network.calls.map(([method]) => method)).toEqual(['sandbox.find', 'sandbox.capture']);
  });
});

it('a provider that is not set up is a failure of the step, not of the process', async () => {
  const network = ports(async () => undefined);
  network.payment = () => {
    throw new Error('no such provider');
  };
  const outcome = await perform({ step: 'voidPayment' }, order, network, cause, undefined);
  expect(outcome).toMatchObject({ type: 'RecordFailure', step: 'voidPayment', detail: 'no such provider' });
});
