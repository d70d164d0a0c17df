import { expect, test } from 'vitest';
import { hashOf, placeOf } from './place.ts';

test('a place is read from the hash that leads to it', () => {
  const hash = hashOf(['orders', 'a/b'], { status: 'failed', customer: '' });
  expect(hash).toBe('#/orders/a%2Fb?status=failed');
  const { page, rest, query } = placeOf(hash);
  expect({ page, rest, query: [...query] }).toEqual({
    page: 'orders',
    rest: ['a/b'],
    query: [['status', 'failed']],
  });
});

test.each(['', '#', '#/'])('%j is the start', (hash) => {
  expect(placeOf(hash)).toMatchObject({ page: '', rest: [] });
});

test('what cannot be decoded is taken as it is', () => {
  expect(placeOf('#/orders/%E0%A4%A')).toMatchObject({ page: 'orders', rest: ['%E0%A4%A'] });
});
