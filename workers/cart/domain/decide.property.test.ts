import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import { itObeysTheLawsOfDeciders, turnsOf } from '../../../shared/test-support/decider-laws.ts';
import { anyCommands, directCommands } from '../test-support/any-commands.ts';
import { cartDecider } from '../test-support/basket.ts';
import { type Cart, due } from './cart.ts';
import { type Line, lineOf } from './line.ts';

/** Where a cart may go from each state. What is not here must never happen. */
const mayBecome: Record<Cart['status'], Cart['status'][]> = {
  none: ['open'],
  open: ['checkingOut', 'expired', 'merged'],
  checkingOut: ['open', 'converted'],
  converted: [],
  expired: [],
  merged: [],
};

function linesOf(cart: Cart): Line[] {
  return cart.status === 'none' ? [] : cart.lines;
}

function quantitiesOf(lines: { productId: string; quantity: number }[]): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return quantities;
}

describe('whatever is asked of a cart, and in whatever order, it', () => {
  itObeysTheLawsOfDeciders(cartDecider, anyCommands, ['ItemAdded', 'CheckoutAwaited', 'MergeDelayed']);

  it('never has two lines of one product, nor a line of nothing', () => {
    const oneLineEach = fc.property(anyCommands, (commands) => {
      for (const { run } of turnsOf(cartDecider, commands)) {
        const lines = linesOf(run.state);
        expect(new Set(lines.map(({ productId }) => productId)).size).toBe(lines.length);
        expect(lines.every(({ quantity }) => quantity >= 1)).toBe(true);
      }
    });
    fc.assert(oneLineEach);
  });

  it('keeps its limits: so many lines, and so many units of each', () => {
    const limited = fc.property(directCommands, (commands) => {
      for (const { run } of turnsOf(cartDecider, commands)) {
        const lines = linesOf(run.state);
        expect(lines.length).toBeLessThanOrEqual(maxLinesPerCart);
        const most = Math.max(0, ...lines.map(({ quantity }) => quantity));
        expect(most).toBeLessThanOrEqual(maxQuantityPerLine);
      }
    });
    fc.assert(limited);
  });

  it('loses no unit that comes from another cart, and none of its own', () => {
    const kept = fc.property(anyCommands, (commands) => {
      for (const { before, events, run } of turnsOf(cartDecider, commands)) {
        for (const event of events) {
          if (event.type !== 'LinesTakenOver') continue;
          const together = quantitiesOf([...linesOf(before), ...event.lines]);
          expect(quantitiesOf(linesOf(run.state))).toEqual(together);
        }
      }
    });
    fc.assert(kept);
  });

  it('shows each line at the price at which it was added, as long as it is there', () => {
    const shown = fc.property(anyCommands, (commands) => {
      for (const { before, run } of turnsOf(cartDecider, commands)) {
        for (const { productId, added } of linesOf(before)) {
          const after = lineOf(linesOf(run.state), productId);
          if (after) expect(after.added).toEqual(added);
        }
      }
    });
    fc.assert(shown);
  });

  it('goes the ways of a cart, and is not changed any more where they end', () => {
    const orderly = fc.property(anyCommands, (commands) => {
      for (const { before, events, run } of turnsOf(cartDecider, commands)) {
        const [was, is] = [before.status, run.state.status];
        if (was !== is) expect(mayBecome[was]).toContain(is);
        if (mayBecome[was].length === 0) expect(events).toEqual([]);
      }
    });
    fc.assert(orderly);
  });

  it('keeps what is in it from the start of a checkout to its end', () => {
    const frozen = fc.property(anyCommands, (commands) => {
      for (const { before, run } of turnsOf(cartDecider, commands)) {
        if (before.status !== 'checkingOut') continue;
        expect(quantitiesOf(linesOf(run.state))).toEqual(quantitiesOf(before.lines));
      }
    });
    fc.assert(frozen);
  });

  it('has a time at which it is looked at again as long as something may become of it, and no longer', () => {
    const awaited = fc.property(anyCommands, (commands) => {
      for (const { run } of turnsOf(cartDecider, commands)) {
        const waits = run.state.status === 'open' || run.state.status === 'checkingOut';
        expect(due(run.state) !== undefined).toBe(waits);
      }
    });
    fc.assert(awaited);
  });

  it('that was looked at in time is not due again at once', () => {
    const looks = ['AwaitCheckout', 'DelayMerge', 'ExpireCart'];
    const rested = fc.property(anyCommands, (commands) => {
      for (const { before, command, events, run } of turnsOf(cartDecider, commands)) {
        const isInTime = command.at >= (due(before) ?? Infinity);
        if (!looks.includes(command.type) || !isInTime || events.length === 0) continue;
        expect(due(run.state) ?? Infinity).toBeGreaterThan(command.at);
      }
    });
    fc.assert(rested);
  });

  it('can come to everything that there is: these tests see every kind of event', () => {
    const seen = new Set<string>();
    for (const commands of fc.sample(anyCommands, { seed: 1, numRuns: 300 })) {
      for (const { events } of turnsOf(cartDecider, commands)) for (const { type } of events) seen.add(type);
    }
    expect([...seen].sort()).toEqual([
      'CartConverted',
      'CartCreated',
      'CartExpired',
      'CartSurrendered',
      'CheckoutAwaited',
      'CheckoutReopened',
      'CheckoutStarted',
      'ItemAdded',
      'ItemQuantityChanged',
      'ItemRemoved',
      'LinesTakenOver',
      'MergeDelayed',
      'MergeRefused',
      'MergeStarted',
      'ProductNoted',
    ]);
  });
});
