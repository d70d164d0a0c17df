import { beforeAll, describe, expect, it } from 'vitest';
import { nextStep } from './next-step.ts';
import { due, isPlaced, paymentTtlMs } from './order.ts';
import type { Step } from './steps.ts';
import { situationOf, totalMinor } from './test-support/orders.ts';
import { situationNames } from './test-support/situations.ts';
import { type Place, undoSteps, walk } from './test-support/walk.ts';

/** Every mixture of four things that go wrong in one checkout: some 200,000 places on the way. */
const incidentsAtMost = 4;

/** What is wrong with a place, or undefined. */
type Check = (place: Place) => string | undefined;

const undoOf: Partial<Record<Step, Step>> = {
  refundPayment: 'capturePayment',
  returnStock: 'commitStock',
  voidPayment: 'processPayment',
  releaseStock: 'reserveStock',
  reopenCart: 'validateCart',
};

const everywhere: Record<string, Check> = {
  'has a time at which it is looked at again, wherever something is awaited, and nowhere else': ({
    order,
  }) => {
    const waits = order.status === 'awaitingPayment' || nextStep(order) !== null;
    const isSet = due(order) !== undefined;
    return waits === isSet ? undefined : `${situationOf(order)} is ${isSet ? '' : 'not '}due`;
  },

  'looks again within fifteen minutes of the last event, and never before it': ({ order }) => {
    const at = due(order);
    if (at === undefined || !isPlaced(order)) return undefined;
    const wait = at - order.updatedAt;
    return wait > 0 && wait <= paymentTtlMs ? undefined : `${situationOf(order)} is due after ${wait} ms`;
  },

  'undoes in the reverse of the order in which things are done': ({ undone }) => {
    const inOrder = undone.toSorted((a, b) => undoSteps.indexOf(a) - undoSteps.indexOf(b));
    return undone.join() === inOrder.join() ? undefined : undone.join();
  },

  'undoes nothing twice once it is known to be undone (lesson 3)': ({ undone }) => {
    const money = undone.filter((step) => step === 'refundPayment' || step === 'voidPayment');
    const stock = undone.filter((step) => step === 'returnStock' || step === 'releaseStock');
    const twice = money.length > 1 || stock.length > 1 || new Set(undone).size < undone.length;
    return twice ? undone.join() : undefined;
  },

  'undoes nothing that was never attempted (lesson 7)': ({ attempted }) => {
    const undo = attempted.at(-1);
    const done = undo && undoOf[undo];
    return !done || attempted.includes(done) ? undefined : `${undo} without ${done}`;
  },

  'never asks for more back than was taken, and never twice (lesson 14)': ({ order, world }) => {
    if (!isPlaced(order)) return undefined;
    const live = order.refunds.filter(({ status }) => status !== 'refused');
    const asked = live.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    if (asked > order.payment.capturedMinor) return `${asked} asked of ${order.payment.capturedMinor}`;
    const { refundedMinor, capturedMinor } = world.payment;
    return refundedMinor > capturedMinor ? `${refundedMinor} back of ${capturedMinor}` : undefined;
  },

  'never says that more came back than was taken (lesson 14)': ({ order }) => {
    if (!isPlaced(order)) return undefined;
    const { capturedMinor, refundedMinor } = order.payment;
    return refundedMinor <= capturedMinor ? undefined : `${refundedMinor} back of ${capturedMinor}`;
  },
};

const atTheEnd: Record<string, Check> = {
  'comes to an end: nothing to do means confirmed, fulfilled, failed, canceled or closed': ({ order }) =>
    ['confirmed', 'fulfilled', 'failed', 'canceled', 'closed'].includes(order.status)
      ? undefined
      : order.status,

  'ends confirmed with everything sold and exactly the total taken (lessons 8, 12)': ({ order, world }) => {
    if (order.status !== 'confirmed' && order.status !== 'fulfilled') return undefined;
    const isSold = Object.values(world.stock).every((stock) => stock === 'sold');
    if (!isSold) return `${order.status}, and not everything is sold`;
    const { capturedMinor } = world.payment;
    return capturedMinor === totalMinor ? undefined : `${order.status}, captured ${capturedMinor}`;
  },

  'ends with every refund made or refused, once, and the books of both sides the same': ({
    order,
    world,
  }) => {
    if (!isPlaced(order) || (order.status !== 'confirmed' && order.status !== 'fulfilled')) return undefined;
    const open = order.refunds.find(({ status }) => status !== 'done' && status !== 'refused');
    if (open) return `a refund is ${open.status}`;
    const restock = order.refunds.filter((refund) => refund.restock && refund.status === 'done');
    if (restock.length !== world.restocked.length) return `${world.restocked.length} times restocked`;
    const [said, is] = [order.payment.refundedMinor, world.payment.refundedMinor];
    return said === is ? undefined : `order says ${said} came back, bank says ${is}`;
  },

  'ends failed or canceled with no money kept and no stock held or sold (lessons 3, 9, 13)': ({
    order,
    world,
  }) => {
    if (order.status !== 'failed' && order.status !== 'canceled') return undefined;
    const { status } = world.payment;
    if (['authorized', 'captured', 'requiresAction'].includes(status))
      return `${order.status}, payment ${status}`;
    const kept = Object.values(world.stock).find((stock) => stock === 'held' || stock === 'sold');
    return kept && `${order.status}, stock ${kept}`;
  },

  'opens the cart again exactly when no order came of it': ({ order, world }) => {
    if (!isPlaced(order)) return undefined;
    const expected = order.cart === 'converted' ? 'frozen' : 'open';
    return world.cart === expected ? undefined : `${order.status}, cart ${world.cart}`;
  },

  'knows of itself that everything is undone': ({ order }) => {
    if (order.status !== 'failed' && order.status !== 'canceled') return undefined;
    const stockLeft = order.stock.status === 'held' || order.stock.status === 'sold';
    const moneyLeft = ['unknown', 'requiresAction', 'authorized', 'captured'].includes(order.payment.status);
    return stockLeft || moneyLeft || order.cart === 'frozen' ? JSON.stringify(order.payment) : undefined;
  },
};

describe('every path of a checkout on which up to four things go wrong', () => {
  /** By check: what was found, and one way that leads there. */
  const findings: Record<string, Record<string, string>> = {};
  const situations = new Set<string>();
  const ends = new Map<string, number>();

  beforeAll(() => {
    const examine = (checks: Record<string, Check>, place: Place) => {
      for (const [name, check] of Object.entries(checks)) {
        const wrong = check(place);
        if (wrong === undefined) continue;
        findings[name] = { [wrong]: place.path.join(' → '), ...findings[name] };
      }
    };
    walk(incidentsAtMost, {
      onPlace: (place) => {
        situations.add(situationOf(place.order));
        examine(everywhere, place);
      },
      onEnd: (place) => {
        ends.set(place.order.status, (ends.get(place.order.status) ?? 0) + 1);
        examine(atTheEnd, place);
      },
    });
  }, 60_000);

  it('passes through every situation that there is, and no other', () => {
    expect([...situations].sort()).toEqual([...situationNames].sort());
  });

  it('is one of many: thousands lead to each end', () => {
    for (const status of ['confirmed', 'fulfilled', 'failed', 'canceled'])
      expect(ends.get(status)).toBeGreaterThan(1_000);
  });

  it.each(Object.keys({ ...everywhere, ...atTheEnd }))('%s', (name) => {
    expect(findings[name] ?? {}).toEqual({});
  });
});
