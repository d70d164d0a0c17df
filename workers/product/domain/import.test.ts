import { describe, expect, it } from 'vitest';
import { accept, reject } from '../../../shared/result.ts';
import {
  adjusted,
  archived,
  changed,
  details,
  given,
  importAs,
  listed,
  reserved,
} from '../test-support/salmon.ts';
import type { ProductEvent } from './product.ts';

const tenOnHand = [listed, adjusted(10)];

function counted(delta: number): ProductEvent {
  return { ...adjusted(delta), reason: 'import' } as ProductEvent;
}

describe('a product from a file', () => {
  it('is listed with its stock, both at once', () => {
    expect(given().when(importAs(10))).toEqual(accept([listed, counted(10)]));
    expect(given().when(importAs(0))).toEqual(accept([listed]));
  });

  it('is as the file says, by as many events as it takes', () => {
    const product = given(...tenOnHand);
    expect(product.when(importAs(10))).toEqual(accept([]));
    expect(product.when(importAs(4))).toEqual(accept([counted(-6)]));
    expect(product.when(importAs(10, { name: 'Rice' }))).toEqual(accept([changed({ name: 'Rice' })]));
    const both = [changed({ name: 'Rice' }), counted(2)];
    expect(product.when(importAs(12, { name: 'Rice' }))).toEqual(accept(both));
  });

  it('is on sale again', () => {
    const product = given(...tenOnHand, archived);
    expect(product.when(importAs(10))).toEqual(accept([{ ...changed({}), details }]));
  });

  it('has at least what is held on the shelf, or nothing of it changes', () => {
    const product = given(...tenOnHand, reserved('h', 3));
    expect(product.when(importAs(3))).toEqual(accept([counted(-7)]));
    const refused = reject({ type: 'StockHeld', onHand: 10, held: 3 });
    expect(product.when(importAs(2, { name: 'Rice' }))).toEqual(refused);
  });
});
