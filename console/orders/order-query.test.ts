import { expect, test } from 'vitest';
import { orderQueryOf } from './order-query.ts';

test('an empty address asks for everything', () => {
  expect(orderQueryOf(new URLSearchParams())).toEqual({});
});

test('filters are taken over, with times in UTC', () => {
  const query = new URLSearchParams({ status: 'failed', customer: 'hana', from: '2026-11-23T04:00' });
  const from = new Date('2026-11-23T04:00').toISOString();
  expect(orderQueryOf(query)).toEqual({ status: 'failed', customer: 'hana', from });
});

test('what somebody has mistyped is left out', () => {
  expect(orderQueryOf(new URLSearchParams({ status: 'gone', to: 'tomorrow' }))).toEqual({});
});
