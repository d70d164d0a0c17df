import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import {
  added,
  at,
  beginMerge,
  cartId,
  created,
  createdByGuest,
  given,
  guestCartId,
  tokenHash,
} from '../test-support/basket.ts';
import type { Line } from './line.ts';

const quantity = fc.oneof(
  { weight: 99, arbitrary: fc.integer({ min: 1, max: 50 }) },
  { weight: 1, arbitrary: fc.constant(maxQuantityPerLine) },
);
/** Two carts hold much the same, and together now and then more than fits into one. */
const contents = fc
  .uniqueArray(fc.tuple(fc.nat(maxLinesPerCart + 20), quantity), {
    maxLength: maxLinesPerCart,
    size: 'max',
    selector: ([id]) => id,
  })
  .map((lines) => lines.map(([id, units]) => added(`p-${id}`, units)));

function linesOf({ state }: ReturnType<typeof given>): Line[] {
  return state.status === 'none' ? [] : state.lines;
}

function unitsOf(lines: { productId: string; quantity: number }[]): Record<string, number> {
  const units: Record<string, number> = {};
  for (const { productId, quantity } of lines) units[productId] = (units[productId] ?? 0) + quantity;
  return units;
}

it('a merge of any two carts has every unit in one of them, within its limits, or changes neither', () => {
  const merged = fc.property(contents, contents, (alicesItems, guestsItems) => {
    const alices = given(created, ...alicesItems);
    const guests = given(createdByGuest, ...guestsItems);
    const [own, others] = [linesOf(alices), linesOf(guests)];
    alices.take(beginMerge);
    const occupied = own.map(({ productId, quantity }) => ({ productId, quantity }));
    const request = { type: 'Surrender', at, into: cartId, tokenHash, currency: 'EUR', occupied } as const;
    if (guests.take(request).ok) {
      for (const lines of [others, others]) {
        alices.take({ type: 'TakeOverLines', at, from: guestCartId, lines });
      }
      expect(unitsOf(linesOf(alices))).toEqual(unitsOf([...own, ...others]));
    } else {
      expect([guests.state.status, linesOf(alices)]).toEqual(['open', own]);
    }
    expect(linesOf(alices).length).toBeLessThanOrEqual(maxLinesPerCart);
    const most = Math.max(0, ...linesOf(alices).map(({ quantity }) => quantity));
    expect(most).toBeLessThanOrEqual(maxQuantityPerLine);
  });
  fc.assert(merged);
});
