import { expect, test } from 'vitest';
import { refusalsOf } from './refusals.ts';

const failed = (code: string) => ({ failure: { code, detail: '' } });

test('refusals are counted by code, and those that no buyer has caused as faults', () => {
  const orders = ['payment-declined', 'insufficient-stock', 'insufficient-stock', 'service-unavailable'].map(
    failed,
  );
  expect(refusalsOf(orders)).toEqual({
    forStock: 2,
    faults: 1,
    byCode: [
      { label: 'insufficient-stock', value: 2 },
      { label: 'payment-declined', value: 1 },
      { label: 'service-unavailable', value: 1 },
    ],
  });
});

test('a failure that nobody has named is a fault', () => {
  expect(refusalsOf([{}])).toMatchObject({ faults: 1 });
});
