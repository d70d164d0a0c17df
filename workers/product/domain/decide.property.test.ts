import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxStock } from '../../../shared/contracts/product.ts';
import { itObeysTheLawsOfDeciders, turnsOf } from '../../../shared/test-support/decider-laws.ts';
import { anyCommands } from '../test-support/any-commands.ts';
import { type given, productDecider } from '../test-support/salmon.ts';
import type { ProductCommand } from './commands.ts';
import { type Hold, stillSold } from './hold.ts';
import { available, type Stock } from './stock.ts';

/** What may become of a hold, from `none` on. Whatever is not here must never happen. */
const mayBecome: Record<Hold['status'] | 'none', Hold['status'][]> = {
  none: ['open', 'released'],
  open: ['committed', 'released', 'expired'],
  expired: ['committed', 'released'],
  // Some units of it may come back.
  committed: ['committed', 'returned'],
  released: [],
  returned: [],
};

/** What a hold is after a command that was not refused. A release that comes first is remembered. */
const leaves: Record<HoldCommand['type'], (Hold['status'] | 'none')[]> = {
  ReserveStock: ['open', 'committed'],
  CommitHold: ['committed'],
  ReleaseHold: ['released', 'returned'],
  GiveBackHold: ['released', 'returned'],
  RestockUnits: ['committed'],
  ExpireHold: ['none', 'open', 'committed', 'released', 'expired', 'returned'],
};

type HoldCommand = Extract<ProductCommand, { holdId: string }>;
type Run = ReturnType<typeof given>;

function stockOf({ state }: Run): Stock {
  return state.status === 'none' ? { onHand: 0, held: 0, sold: 0 } : state.stock;
}

function unitsOf({ entries }: Run, status: Hold['status']): number {
  const holds = [...entries.values()].filter((hold) => hold.status === status);
  return holds.reduce(
    (sum, hold) => sum + (hold.status === 'committed' ? stillSold(hold) : hold.quantity),
    0,
  );
}

describe('whatever is asked of a product, and in whatever order, it', () => {
  itObeysTheLawsOfDeciders(productDecider, anyCommands, ['StockAdjusted']);

  it('has every unit that it received on hand or sold, and holds and sales are what its holds say', () => {
    const balanced = fc.property(anyCommands, (commands) => {
      let received = 0;
      for (const { events, run } of turnsOf(productDecider, commands)) {
        for (const event of events) if (event.type === 'StockAdjusted') received += event.delta;
        const { onHand, held, sold } = stockOf(run);
        expect(onHand + sold).toBe(received);
        expect([held, sold]).toEqual([unitsOf(run, 'open'), unitsOf(run, 'committed')]);
      }
    });
    fc.assert(balanced);
  });

  it('promises no unit that is not there, and counts exactly', () => {
    const counted = fc.property(anyCommands, (commands) => {
      for (const { events, run } of turnsOf(productDecider, commands)) {
        const stock = stockOf(run);
        // A sale that comes back may lead beyond the limit; a delivery may not.
        const isDelivery = events.some(({ type }) => type === 'StockAdjusted');
        if (isDelivery) expect(stock.onHand).toBeLessThanOrEqual(maxStock);
        for (const units of [stock.onHand, stock.held, stock.sold, available(stock)]) {
          expect(units).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(units)).toBe(true);
        }
      }
    });
    fc.assert(counted);
  });

  it('lets each hold go its way and no other, once', () => {
    const orderly = fc.property(anyCommands, (commands) => {
      const ways = new Map<string, Hold['status']>();
      for (const { events, run } of turnsOf(productDecider, commands)) {
        for (const event of events) {
          if (!('holdId' in event)) continue;
          const is = run.entries.get(event.holdId)?.status as Hold['status'];
          expect(mayBecome[ways.get(event.holdId) ?? 'none']).toContain(is);
          ways.set(event.holdId, is);
        }
      }
    });
    fc.assert(orderly);
  });

  it('leaves a hold as it was asked to, or refuses', () => {
    const asked = fc.property(anyCommands, (commands) => {
      for (const { command, decision, run } of turnsOf(productDecider, commands)) {
        if (!decision.ok || !('holdId' in command)) continue;
        expect(leaves[command.type]).toContain(run.entries.get(command.holdId)?.status ?? 'none');
      }
    });
    fc.assert(asked);
  });

  it('counts a version for each change of its details or its waiting room, and none for a sale', () => {
    const versioned = fc.property(anyCommands, (commands) => {
      let changes = 0;
      for (const { events, run } of turnsOf(productDecider, commands)) {
        changes += events.filter(({ type }) => /^(Product|WaitingRoom)/.test(type)).length;
        expect(run.state.status === 'none' ? 0 : run.state.version).toBe(changes);
      }
    });
    fc.assert(versioned);
  });

  it('holds something anew only for who was admitted by the room that is open then, if one is', () => {
    const admitted = fc.property(anyCommands, (commands) => {
      for (const { before, command, events } of turnsOf(productDecider, commands)) {
        if (command.type !== 'ReserveStock' || events.length === 0 || before.status === 'none') continue;
        if (before.waitingRoom) expect(command.admittedBy).toBe(before.waitingRoom.publicKey);
      }
    });
    fc.assert(admitted);
  });

  it('can come to everything that there is: these tests see every kind of event', () => {
    const seen = new Set<string>();
    for (const commands of fc.sample(anyCommands, { seed: 1, numRuns: 300 })) {
      for (const { events } of turnsOf(productDecider, commands)) {
        for (const event of events)
          seen.add(event.type === 'HoldCommitted' && event.late ? 'late' : event.type);
      }
    }
    expect([...seen].sort()).toEqual([
      'HoldCommitted',
      'HoldExpired',
      'HoldReleased',
      'ProductArchived',
      'ProductChanged',
      'ProductListed',
      'SaleReturned',
      'StockAdjusted',
      'StockReserved',
      'UnitsRestocked',
      'WaitingRoomClosed',
      'WaitingRoomOpened',
      'late',
    ]);
  });
});
