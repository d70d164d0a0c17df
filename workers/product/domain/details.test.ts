import { describe, expect, it } from 'vitest';
import { accept, reject } from '../../../shared/result.ts';
import {
  archive,
  archived,
  at,
  changed,
  details,
  given,
  list,
  listed,
  productId,
} from '../test-support/salmon.ts';

const notFound = reject({ type: 'ProductNotFound', productId });

describe('a product that nobody has listed', () => {
  it('is listed with its details, and nothing on the shelf', () => {
    expect(given().when(list())).toEqual(accept([listed]));
    expect(given(listed).state).toEqual({
      status: 'active',
      productId,
      details,
      stock: { onHand: 0, held: 0, sold: 0 },
      version: 1,
      updatedAt: at,
    });
  });

  it('cannot be archived', () => {
    expect(given().when(archive)).toEqual(notFound);
  });
});

describe('a listed product', () => {
  it.each([
    ['name', { name: 'Onigiri, tuna' }],
    ['description', { description: '' }],
    ['image', { image: null }],
    ['price', { price: { amount: 190, currency: 'EUR' } }],
    ['currency', { price: { amount: 180, currency: 'JPY' } }],
    ['attributes', { attributes: { category: 'fish' } }],
    ['number of attributes', { attributes: { category: 'food', vegan: 'no' } }],
  ])('that is listed with another %s is changed', (_what, change) => {
    expect(given(listed).when(list(change))).toEqual(accept([changed(change)]));
    const before = given(listed).state;
    const after = given(listed, { ...changed(change), at: at + 5 }).state;
    expect(after).toEqual({ ...before, details: { ...details, ...change }, version: 2, updatedAt: at + 5 });
  });

  it('that is listed as it is stays as it is', () => {
    expect(given(listed).when(list())).toEqual(accept([]));
  });

  it('that is listed with its attributes in another order stays as it is', () => {
    const attributes = { category: 'food', vegan: 'no' };
    const turned = { vegan: 'no', category: 'food' };
    expect(given(listed, changed({ attributes })).when(list({ attributes: turned }))).toEqual(accept([]));
  });

  it('is archived, and keeps details and stock', () => {
    expect(given(listed).when(archive)).toEqual(accept([archived]));
    const before = given(listed).state;
    expect(given(listed, { ...archived, at: at + 5 }).state).toEqual({
      ...before,
      status: 'archived',
      version: 2,
      updatedAt: at + 5,
    });
  });
});

describe('an archived product', () => {
  it('is archived already', () => {
    expect(given(listed, archived).when(archive)).toEqual(accept([]));
  });

  it('is sold again when it is listed again, even as it was', () => {
    expect(given(listed, archived).when(list())).toEqual(accept([changed({})]));
    expect(given(listed, archived, changed({})).state).toMatchObject({ status: 'active', version: 3 });
  });
});
