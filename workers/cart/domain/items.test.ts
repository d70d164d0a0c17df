import { describe, expect, it } from 'vitest';
import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import { accept, reject } from '../../../shared/result.ts';
import {
  add,
  added,
  at,
  change,
  created,
  facts,
  given,
  line,
  note,
  noted,
  quantityChanged,
  remove,
  removed,
} from '../test-support/basket.ts';
import type { CartCommand } from './commands.ts';
import { maxFactsAgeMs } from './items.ts';

const nothing = accept([]);
const short = (requested: number, available: number) =>
  reject({ type: 'InsufficientStock', items: [{ productId: 'tea', requested, available }] });
const tooMany = reject({ type: 'QuantityLimit', productId: 'tea', limit: maxQuantityPerLine });
const plenty = { available: 1_000_000 };

function linesAfter(...events: Parameters<typeof given>) {
  const { state } = given(created, ...events);
  return state.status === 'none' ? [] : state.lines;
}

describe('adding', () => {
  it('puts a line into the cart, with the product as the buyer sees it', () => {
    expect(given(created).when(add('tea', 2))).toEqual(accept([added('tea', 2)]));
    expect(linesAfter(added('tea', 2), added('rice', 1, { priceMinor: 90 }))).toEqual([
      line('tea', 2),
      line('rice', 1, { priceMinor: 90 }),
    ]);
  });

  it('adds to what is there, which keeps the price of its first unit and shows the new one', () => {
    const dearer = { seq: 6, priceMinor: 200 };
    expect(given(created, added('tea', 2)).when(add('tea', 3, dearer))).toEqual(
      accept([added('tea', 3, dearer)]),
    );
    expect(linesAfter(added('tea', 2), added('tea', 3, dearer))).toEqual([
      { productId: 'tea', quantity: 5, added: facts(), known: facts(dearer) },
    ]);
  });

  it('is refused when all of the line together is more than there is', () => {
    const seven = given(created, added('tea', 7));
    expect(seven.when(add('tea', 3))).toEqual(accept([added('tea', 3)]));
    expect(seven.when(add('tea', 4))).toEqual(short(11, 10));
  });

  it('is not refused where availability cannot be known: checkout decides', () => {
    const unknown = { available: null };
    expect(given(created).when(add('tea', 500, unknown))).toEqual(accept([added('tea', 500, unknown)]));
  });

  it('is refused of a product that does not exist, or is no longer sold', () => {
    const notFound = reject({ type: 'ProductNotFound', productId: 'tea' });
    expect(given(created).when(add('tea', 1, null))).toEqual(notFound);
    expect(given(created).when(add('tea', 1, { status: 'archived' }))).toEqual(notFound);
    expect(given(created, added('tea', 1)).when(add('tea', 1, null))).toEqual(notFound);
  });

  it('goes by the newer of what the caller and the cart know', () => {
    const gone = given(created, added('tea', 1), noted('tea', { seq: 9, status: 'archived' }));
    expect(gone.when(add('tea', 1, { seq: 8 })).ok).toBe(false);
    expect(gone.when(add('tea', 1, { seq: 10 }))).toEqual(accept([added('tea', 1, { seq: 10 })]));
    const dearer = given(created, added('tea', 1), noted('tea', { seq: 9, priceMinor: 200 }));
    expect(dearer.when(add('tea', 1, { seq: 8 }))).toEqual(
      accept([added('tea', 1, { seq: 9, priceMinor: 200 })]),
    );
  });

  it('goes by whoever knows how many are left, when both know the product as it is', () => {
    const unknown = { available: null };
    const cartKnows = given(created, added('tea', 1));
    expect(cartKnows.when(add('tea', 10, unknown))).toEqual(short(11, 10));
    const callerKnows = given(created, added('tea', 1, unknown));
    expect(callerKnows.when(add('tea', 10))).toEqual(short(11, 10));
    expect(callerKnows.when(add('tea', 10, unknown)).ok).toBe(true);
  });

  it('is refused with what was looked up too long ago: changes since may have passed the cart by', () => {
    const late = (ms: number): CartCommand => ({ ...add('tea', 1), at: at + ms });
    expect(given(created).when(late(maxFactsAgeMs)).ok).toBe(true);
    expect(given(created).when(late(maxFactsAgeMs + 1))).toEqual(
      reject({ type: 'ServiceUnavailable', service: 'cart' }),
    );
  });

  it('is refused of a product in another currency', () => {
    expect(given(created).when(add('tea', 1, { currency: 'JPY' }))).toEqual(
      reject({ type: 'CurrencyMismatch', expected: 'EUR', actual: 'JPY' }),
    );
  });

  it('is possible up to the limit of a line, and no further', () => {
    const full = given(created, added('tea', maxQuantityPerLine - 1, plenty));
    expect(full.when(add('tea', 1, plenty)).ok).toBe(true);
    expect(full.when(add('tea', 2, plenty))).toEqual(tooMany);
  });

  it('is possible up to the limit of lines, and beyond it for lines that are there', () => {
    const lines = Array.from({ length: maxLinesPerCart }, (_, i) => added(`p-${i}`, 1));
    expect(given(created, ...lines.slice(1)).when(add('tea', 1)).ok).toBe(true);
    const full = given(created, ...lines);
    expect(full.when(add('tea', 1))).toEqual(reject({ type: 'TooManyLines', limit: maxLinesPerCart }));
    expect(full.when(add('p-0', 1)).ok).toBe(true);
  });
});

describe('changing a quantity', () => {
  const three = given(created, added('tea', 3));

  it('sets it', () => {
    expect(three.when(change('tea', 5))).toEqual(accept([quantityChanged('tea', 5)]));
    expect(linesAfter(added('tea', 3), added('rice', 1), quantityChanged('tea', 5))).toEqual([
      line('tea', 5),
      line('rice', 1),
    ]);
  });

  it('to what it is changes nothing', () => {
    expect(three.when(change('tea', 3))).toEqual(nothing);
  });

  it('to zero removes the line', () => {
    expect(three.when(change('tea', 0))).toEqual(accept([removed('tea')]));
  });

  it('of a line that is not there is refused, except to zero', () => {
    expect(three.when(change('rice', 1))).toEqual(reject({ type: 'LineNotFound', productId: 'rice' }));
    expect(three.when(change('rice', 0))).toEqual(nothing);
  });

  it('to more needs the stock', () => {
    expect(three.when(change('tea', 10)).ok).toBe(true);
    expect(three.when(change('tea', 11))).toEqual(short(11, 10));
    expect(three.when(change('tea', 4, { seq: 6, status: 'archived' }))).toEqual(short(4, 0));
    expect(three.when(change('tea', 4, { seq: 6, available: null })).ok).toBe(true);
  });

  it('to more goes by what the cart knows where Product does not answer', () => {
    expect(three.when(change('tea', 11, null))).toEqual(short(11, 10));
    expect(three.when(change('tea', 10, null)).ok).toBe(true);
  });

  it('to less is always possible', () => {
    const soldOut = given(created, added('tea', 3), noted('tea', { seq: 9, available: 0 }));
    expect(soldOut.when(change('tea', 2))).toEqual(accept([quantityChanged('tea', 2)]));
    const gone = given(created, added('tea', 3), noted('tea', { seq: 9, status: 'archived' }));
    expect(gone.when(change('tea', 1))).toEqual(accept([quantityChanged('tea', 1)]));
  });

  it('is possible up to the limit of a line', () => {
    const many = given(created, added('tea', 3, plenty));
    expect(many.when(change('tea', maxQuantityPerLine, plenty)).ok).toBe(true);
    expect(many.when(change('tea', maxQuantityPerLine + 1, plenty))).toEqual(tooMany);
  });
});

describe('removing', () => {
  it('takes the line out, and no other', () => {
    expect(given(created, added('tea', 3)).when(remove('tea'))).toEqual(accept([removed('tea')]));
    expect(linesAfter(added('tea', 3), added('rice', 1), removed('tea'))).toEqual([line('rice', 1)]);
  });

  it('is already done where there is no such line', () => {
    expect(given(created, added('tea', 3)).when(remove('rice'))).toEqual(nothing);
    expect(given(created, added('tea', 3), removed('tea')).when(remove('tea'))).toEqual(nothing);
  });
});

describe('news of a product', () => {
  const three = given(created, added('tea', 3));

  it.each([
    ['price', { priceMinor: 200 }],
    ['currency', { currency: 'JPY' }],
    ['name', { name: 'Tea, green' }],
    ['image', { image: null }],
    ['status', { status: 'archived' as const }],
    ['availability', { available: 2 }],
  ])('is noted when its %s is another one', (_what, known) => {
    expect(three.when(note('tea', { seq: 6, ...known }))).toEqual(
      accept([noted('tea', { seq: 6, ...known })]),
    );
  });

  it('is shown, while what the buyer saw when adding stays', () => {
    const known = { seq: 6, priceMinor: 200 };
    expect(linesAfter(added('tea', 3), noted('tea', known))).toEqual([
      { productId: 'tea', quantity: 3, added: facts(), known: facts(known) },
    ]);
  });

  it('that are older or of the same age change nothing', () => {
    expect(three.when(note('tea', { seq: 4, priceMinor: 200 }))).toEqual(nothing);
    expect(three.when(note('tea', { seq: 5, priceMinor: 200 }))).toEqual(nothing);
  });

  it('that look the same are noted all the same: what lies between may still be on its way', () => {
    const seven = given(created, added('tea', 3), noted('tea', { seq: 7 }));
    expect(three.when(note('tea', { seq: 7 }))).toEqual(accept([noted('tea', { seq: 7 })]));
    expect(seven.when(note('tea', { seq: 6, priceMinor: 200 }))).toEqual(nothing);
  });

  it('that the cart does not hold changes nothing', () => {
    expect(three.when(note('rice', { seq: 6, priceMinor: 200 }))).toEqual(nothing);
  });

  it('does not count as an act of the buyer', () => {
    const later = { ...noted('tea', { seq: 6, available: 1 }), at: at + 5 };
    expect(given(created, added('tea', 3), later).state).toMatchObject({ updatedAt: at + 5, touchedAt: at });
  });
});
