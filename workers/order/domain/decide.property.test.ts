import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decider } from '../../../shared/actor/decider.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { itObeysTheLawsOfDeciders, turnsOf } from '../../../shared/test-support/decider-laws.ts';
import type { OrderCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { OrderEvent } from './events.ts';
import { nextStep } from './next-step.ts';
import { due, evolve, initialOrder, isPlaced, type Order, type PlacedOrder, totalMinor } from './order.ts';
import { anyCommands } from './test-support/any-commands.ts';
import { situationOf } from './test-support/orders.ts';
import { situationNames } from './test-support/situations.ts';
import { mayGoTo } from './test-support/status-table.ts';
import { endOf } from './test-support/success.ts';
import { timelineOf } from './timeline.ts';

const orderDecider: Decider<Order, OrderCommand, OrderEvent, Rejection> = {
  initialState: initialOrder,
  decide,
  evolve,
};

/** What refunds have given back, in minor units. */
function paidBack({ refunds }: PlacedOrder): number {
  const paid = refunds.filter(({ status }) => status === 'paid' || status === 'done');
  return paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

describe('whatever comes to an order, and in whatever order, it', () => {
  itObeysTheLawsOfDeciders(orderDecider, anyCommands, [
    'StepFailed',
    'SagaResumed',
    // Found open a second time, the one who had the buyer's token is gone, and the checkout fails.
    'PaymentOpened',
    // One refund after another; each request is a refund of its own.
    'RefundRequested',
    'RefundPaid',
    'RefundRefused',
    'ItemsRestocked',
  ]);

  it('keeps exactly its total or nothing, and nothing that was not authorised (lessons 13, 14)', () => {
    const exact = fc.property(anyCommands, (commands) => {
      for (const { events, run } of turnsOf(orderDecider, commands)) {
        if (events.length === 0 || !isPlaced(run.state)) continue;
        const { authorizedMinor, capturedMinor, refundedMinor } = run.state.payment;
        const kept = capturedMinor - refundedMinor;
        const all = [0, totalMinor(run.state)];
        expect(all).toContain(authorizedMinor);
        expect(all).toContain(kept === 0 ? 0 : kept + paidBack(run.state));
        expect(kept).toBeLessThanOrEqual(authorizedMinor);
      }
    });
    fc.assert(exact);
  });

  it('counts a payment as undone only when the provider keeps nothing of it', () => {
    const undone = fc.property(anyCommands, (commands) => {
      for (const { command, events } of turnsOf(orderDecider, commands)) {
        const isUndone = events.some(({ type }) => type === 'PaymentVoided' || type === 'PaymentRefunded');
        if (!isUndone || command.type !== 'RecordPaymentUndone') continue;
        const { status, capturedMinor, refundedMinor } = command.payment;
        expect(['authorized', 'captured', 'requiresAction']).not.toContain(status);
        expect(refundedMinor).toBeGreaterThanOrEqual(capturedMinor);
      }
    });
    fc.assert(undone);
  });

  it('goes the ways of an order, and stays where they end', () => {
    const orderly = fc.property(anyCommands, (commands) => {
      for (const { before, events } of turnsOf(orderDecider, commands)) {
        const isOver = mayGoTo[before.status].length === 0 && before.status !== 'fulfilled';
        const types = events.map(({ type }) => type);
        if (isOver) expect(['', 'PersonalDataForgotten']).toContain(types.join());
        events.reduce((order: Order, event) => {
          const next = evolve(order, event);
          if (next.status !== order.status) expect(mayGoTo[order.status]).toContain(next.status);
          return next;
        }, before);
      }
    });
    fc.assert(orderly);
  });

  it('comes from everywhere to an end that is legal, once everything goes well', () => {
    const ends = ['none', 'closed', 'confirmed', 'fulfilled', 'failed', 'canceled'];
    const ended = fc.property(anyCommands, (commands) => {
      for (const { command, events, run } of turnsOf(orderDecider, commands)) {
        if (events.length === 0) continue;
        const end = endOf(run.state, command.at);
        expect(ends).toContain(end.status);
        if (!isPlaced(end)) continue;
        const isSold = end.status === 'confirmed' || end.status === 'fulfilled';
        expect(end.refunds.every(({ status }) => status === 'done' || status === 'refused')).toBe(true);
        expect(end.stock.status === 'sold').toBe(isSold);
        expect(end.stock.status).not.toBe('held');
        expect(end.cart).not.toBe('frozen');
        const { capturedMinor, refundedMinor } = end.payment;
        expect(capturedMinor - refundedMinor).toBe(isSold ? totalMinor(end) - paidBack(end) : 0);
      }
    });
    fc.assert(ended);
  });

  it('has a time at which it is looked at again wherever it waits, and nowhere else', () => {
    const awaited = fc.property(anyCommands, (commands) => {
      for (const { run } of turnsOf(orderDecider, commands)) {
        const waits = run.state.status === 'awaitingPayment' || nextStep(run.state) !== null;
        expect(due(run.state) !== undefined).toBe(waits);
      }
    });
    fc.assert(awaited);
  });

  it('can be told as a story, in which each try of a step is counted', () => {
    const told = fc.property(anyCommands, (commands) => {
      const events = [...turnsOf(orderDecider, commands)].flatMap(({ events }) => events);
      const tries = new Map<string, number>();
      for (const { step, status, attempt } of timelineOf(events)) {
        expect(attempt).toBe((tries.get(step) ?? 0) + 1);
        if (status === 'failed') tries.set(step, attempt);
      }
    });
    fc.assert(told);
  });

  it('can come to everything that there is: these tests see every situation', () => {
    const seen = new Set<string>();
    for (const commands of fc.sample(anyCommands, { seed: 1, numRuns: 1_500 })) {
      for (const { run } of turnsOf(orderDecider, commands)) seen.add(situationOf(run.state));
    }
    expect([...seen].sort()).toEqual(situationNames.toSorted());
  });
});
