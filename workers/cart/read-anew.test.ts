import { describe, expect, it } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import type { ProductSnapshot } from '../../shared/contracts/product.ts';
import { readAnew } from './read-anew.ts';
import { added, checkoutStarted, created, given } from './test-support/basket.ts';
import { snapshot } from './test-support/copy.ts';
import { viewOf } from './view.ts';

type Events = Parameters<typeof given>;

function viewAfter(...events: Events): CartView {
  const { state } = given(...events);
  if (state.status === 'none') throw new Error('there is no cart');
  return viewOf(state, 7);
}

/** Reads a cart while Product answers as a test says; tells what was asked and what was noted. */
async function read(view: CartView, answer: (ids: string[]) => Promise<(ProductSnapshot | null)[]>) {
  const asked: string[][] = [];
  const noted: unknown[] = [];
  const quoteAll = (ids: string[]) => {
    asked.push(ids);
    return answer(ids);
  };
  const result = await readAnew(view, { quoteAll }, async (found) => {
    noted.push(...found);
    return { ...view, version: view.version + 1 };
  });
  return { ...result, asked, noted };
}

const filled = viewAfter(created, added('tea', 2), added('rice', 1));

describe('a cart that is read where nobody tells it', () => {
  it('asks for all of its products at once, and shows what it notes of them', async () => {
    const found = [snapshot(9), null];
    const { cart, isWhole, asked, noted } = await read(filled, async () => found);
    expect(asked).toEqual([['tea', 'rice']]);
    expect(noted).toEqual(found);
    expect(cart.version).toBe(filled.version + 1);
    expect(isWhole).toBe(true);
  });

  it.each([
    ['is empty', viewAfter(created)],
    ['is checking out', viewAfter(created, added('tea', 2), checkoutStarted)],
  ])('asks nobody when it %s', async (_, view) => {
    const { cart, asked } = await read(view, async () => []);
    expect(asked).toEqual([]);
    expect(cart).toEqual(view);
  });

  it('says that nobody knows how many are left while Product does not answer', async () => {
    const { cart, isWhole, noted } = await read(filled, () => Promise.reject(new Error('Product is down')));
    expect(cart.items.map(({ availability }) => availability)).toEqual([
      { status: 'unknown' },
      { status: 'unknown' },
    ]);
    expect(cart.totals).toEqual(filled.totals);
    expect(noted).toEqual([]);
    expect(isWhole).toBe(false);
  });
});
