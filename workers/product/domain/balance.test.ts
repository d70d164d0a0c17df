import { describe, expect, it } from 'vitest';
import { Dice, seeds } from '../../../shared/test-support/dice.ts';
import {
  adjust,
  archive,
  at,
  commit,
  expire,
  giveBack,
  given,
  list,
  release,
  reserve,
  restock,
} from '../test-support/salmon.ts';
import type { ProductCommand } from './commands.ts';
import { type Hold, stillSold } from './hold.ts';
import { available, type ProductEvent } from './product.ts';

const holdIds = ['a', 'b', 'c', 'd', 'e', 'f'];
const quantities = [1, 2, 3, 5];
/** Holds of these tests are open for a minute, so half of the expiries come too early. */
const moments = [at, at + 59_999, at + 60_000, at + 90_000];

function anyCommand(dice: Dice): ProductCommand {
  const holdId = dice.pick(holdIds);
  const quantity = dice.pick(quantities);
  switch (dice.roll(10)) {
    case 0:
      return adjust(dice.roll(9) + 1);
    case 1:
      return adjust(-1 - dice.roll(9));
    case 2:
    case 3:
    case 4:
      return reserve(holdId, quantity);
    case 5:
    case 6:
      return commit(holdId, quantity);
    case 7:
      return dice.roll(2) ? release(holdId) : giveBack(holdId);
    case 8:
      if (dice.roll(2)) return restock(holdId, `r${dice.roll(3)}`, 1 + dice.roll(2));
      return expire(holdId, dice.pick(moments));
    default:
      return dice.roll(3) ? list() : archive;
  }
}

/** What may become of a hold, from `none` on. Whatever is not here must never happen. */
const mayBecome: Record<Hold['status'] | 'none', Hold['status'][]> = {
  none: ['open', 'released'],
  open: ['committed', 'released', 'expired'],
  expired: ['committed', 'released'],
  committed: ['committed', 'returned'],
  released: [],
  returned: [],
};

interface Life {
  events: ProductEvent[];
  /** Looks at everything after every command. */
  check: (run: ReturnType<typeof given>, events: ProductEvent[], command: ProductCommand) => void;
}

function live(seed: number, check: Life['check']): void {
  const dice = new Dice(seed);
  const run = given();
  run.take(list());
  run.take(adjust(10));
  for (let i = 0; i < 150; i++) {
    const command = anyCommand(dice);
    const decision = run.when(command);
    run.take(command);
    check(run, decision.ok ? decision.value : [], command);
  }
}

function stockOf(run: ReturnType<typeof given>) {
  if (run.state.status === 'none') throw new Error('the product is not listed');
  return run.state.stock;
}

describe('after any sequence of commands', () => {
  it.each(seeds(100))('stock balances (seed %i)', (seed) => {
    let adjustments = 10;
    live(seed, (run, events) => {
      for (const event of events) if (event.type === 'StockAdjusted') adjustments += event.delta;
      const stock = stockOf(run);
      const open = [...run.entries.values()].filter(({ status }) => status === 'open');
      const sold = [...run.entries.values()].filter((hold) => hold.status === 'committed');
      expect(stock.onHand + stock.sold).toBe(adjustments);
      expect(stock.held).toBe(sum(open));
      expect(stock.sold).toBe(sold.reduce((units, hold) => units + stillSold(hold), 0));
      expect(available(stock) + stock.held).toBe(stock.onHand);
      for (const count of [stock.onHand, stock.held, stock.sold, available(stock)]) {
        expect(count).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it.each(seeds(100))('each hold has gone its way and no other, once (seed %i)', (seed) => {
    const before = new Map<string, Hold['status'] | 'none'>();
    live(seed, (run, events) => {
      for (const event of events) {
        if (!('holdId' in event)) continue;
        const was = before.get(event.holdId) ?? 'none';
        const is = run.entries.get(event.holdId)?.status ?? 'none';
        expect(mayBecome[was]).toContain(is);
        before.set(event.holdId, is);
      }
    });
  });

  it.each(seeds(50))('what was accepted is already done when it is asked again (seed %i)', (seed) => {
    live(seed, (run, events, command) => {
      if (events.length === 0 || command.type === 'AdjustStock') return;
      expect(run.when(command)).toEqual({ ok: true, value: [] });
    });
  });

  it('every kind of event has come up', () => {
    const seen = new Set<string>();
    for (const seed of seeds(20)) {
      live(seed, (_run, events) => {
        for (const { type } of events) seen.add(type);
      });
    }
    expect([...seen].sort()).toEqual([
      'HoldCommitted',
      'HoldExpired',
      'HoldReleased',
      'ProductArchived',
      'ProductChanged',
      'SaleReturned',
      'StockAdjusted',
      'StockReserved',
      'UnitsRestocked',
    ]);
  });
});

function sum(holds: Hold[]): number {
  return holds.reduce((total, { quantity }) => total + quantity, 0);
}
