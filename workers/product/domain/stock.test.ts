import { describe, expect, it } from 'vitest';
import { maxStock } from '../../../shared/contracts/product.ts';
import { accept, reject } from '../../../shared/result.ts';
import {
  adjust,
  adjusted,
  archived,
  at,
  committed,
  given,
  listed,
  productId,
  reserve,
  reserved,
  short,
  ttlMs,
} from '../test-support/salmon.ts';

const tenOnHand = [listed, adjusted(10)];

describe('stock', () => {
  it('is received and taken out again, by as much as is said', () => {
    expect(given(listed).when(adjust(10))).toEqual(accept([adjusted(10)]));
    expect(given(...tenOnHand, adjusted(-4)).state).toMatchObject({ stock: { onHand: 6, held: 0, sold: 0 } });
  });

  it('of a product that nobody has listed cannot be adjusted', () => {
    expect(given().when(adjust(1))).toEqual(reject({ type: 'ProductNotFound', productId }));
  });

  it('of an archived product can be adjusted: it is still on the shelf', () => {
    expect(given(...tenOnHand, archived).when(adjust(-10))).toEqual(accept([adjusted(-10)]));
  });

  it('can be taken out down to what is held, and no further', () => {
    const held = given(...tenOnHand, reserved('h', 3));
    expect(held.when(adjust(-7))).toEqual(accept([adjusted(-7)]));
    expect(held.when(adjust(-8))).toEqual(reject({ type: 'StockHeld', onHand: 10, held: 3 }));
  });

  it('is counted up to its limit, and no further', () => {
    const room = given(...tenOnHand);
    expect(room.when(adjust(maxStock - 10))).toEqual(accept([adjusted(maxStock - 10)]));
    expect(room.when(adjust(maxStock - 9))).toEqual(reject({ type: 'StockLimit', limit: maxStock }));
  });
});

describe('a reservation', () => {
  it('holds what is asked for, for as long as is asked', () => {
    const expected = { type: 'StockReserved', at, holdId: 'h', quantity: 4, expiresAt: at + ttlMs };
    expect(given(...tenOnHand).when(reserve('h', 4))).toEqual(accept([expected]));
    expect(given(...tenOnHand, reserved('h', 4)).state).toMatchObject({
      stock: { onHand: 10, held: 4, sold: 0 },
    });
  });

  it('can take everything that is available, and not one more', () => {
    const six = given(...tenOnHand, reserved('other', 4));
    expect(six.when(reserve('h', 6))).toEqual(accept([reserved('h', 6)]));
    expect(six.when(reserve('h', 7))).toEqual(reject(short(7, 6)));
  });

  it('does not count what is sold', () => {
    const sold = given(...tenOnHand, reserved('other', 4), committed('other', 4));
    expect(sold.when(reserve('h', 7))).toEqual(reject(short(7, 6)));
  });

  it('finds nothing of a product that is archived or was never listed', () => {
    expect(given(...tenOnHand, archived).when(reserve('h', 1))).toEqual(reject(short(1, 0)));
    expect(given().when(reserve('h', 1))).toEqual(reject(short(1, 0)));
  });
});
