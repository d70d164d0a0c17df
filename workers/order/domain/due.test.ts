import { describe, expect, it } from 'vitest';
import { due, paymentTtlMs, watchdogMs } from './order.ts';
import {
  at,
  authorized,
  cancel,
  history,
  noAnswer,
  orderAfter,
  paidFor,
  place,
  refunded,
  reserved,
  resume,
  second,
  type Timeless,
  t0,
  validated,
} from './test-support/orders.ts';
import { type Situation, situationNames, situations } from './test-support/situations.ts';

const ends: Situation[] = [
  ...(['none', 'closed', 'confirmed', 'fulfilled', 'failed', 'canceled'] as const),
  ...(['confirmed/partiallyRefunded', 'confirmed/refunded'] as const),
  ...(['fulfilled/partiallyRefunded', 'fulfilled/refunded'] as const),
];

/** How long after its last event, a second into each step, the order is due. */
function waitAfter(...commands: Timeless[]): number | undefined {
  const events = history(...commands.map((command, index) => at(t0 + index * second, command)));
  const last = events.at(-1);
  const time = due(orderAfter(events));
  return time === undefined || !last ? undefined : time - last.at;
}

describe('an order is due', () => {
  it.each(situationNames)('or not, in %s', (situation) => {
    expect(due(orderAfter(situations[situation])) === undefined).toBe(ends.includes(situation));
  });

  it('when the process that runs its saga has been silent for so long that it must be dead', () => {
    expect(waitAfter(place)).toBe(watchdogMs);
    expect(waitAfter(place, validated, reserved, authorized)).toBe(watchdogMs);
    expect(waitAfter(...paidFor, cancel)).toBe(watchdogMs);
  });

  it('as long again after it was taken up by another process', () => {
    expect(waitAfter(place, resume)).toBe(watchdogMs);
    expect(waitAfter(place, resume, resume)).toBe(watchdogMs);
  });

  it('when its buyer has had fifteen minutes to approve the payment', () => {
    const events = situations.awaitingPayment;
    expect(due(orderAfter(events))).toBe((events.at(-1)?.at ?? 0) + paymentTtlMs);
  });

  it('when a step is to be tried again: after 1 s, 2 s, 4 s, and never more than five minutes', () => {
    const undoFails = noAnswer('refundPayment');
    const waits = Array.from({ length: 12 }, (_, index) => {
      const failures = Array<Timeless>(index + 1).fill(undoFails);
      return (waitAfter(...paidFor, cancel, ...failures) ?? 0) / second;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('soon again when the next step fails for the first time, however often the one before it did', () => {
    const failed = noAnswer('refundPayment');
    const stockFails = noAnswer('returnStock');
    expect(waitAfter(...paidFor, cancel, failed, failed, failed, refunded, stockFails)).toBe(second);
  });

  it('even after hundreds of tries', () => {
    const failures = Array<Timeless>(500).fill(noAnswer('refundPayment'));
    expect(waitAfter(...paidFor, cancel, ...failures)).toBe(300 * second);
  });
});
