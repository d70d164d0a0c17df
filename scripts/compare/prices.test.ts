import { expect, test } from 'vitest';
import { costOfMillionOrders } from './prices.ts';

test('a bill is what was used at its price, and their sum', () => {
  const usage = { workerRequests: 4, objectRequests: 20, messages: 10, queueOperations: 30, rowsWritten: 50 };
  const bill = costOfMillionOrders(usage);
  expect(bill.workerRequests).toBeCloseTo(1.2);
  expect(bill.objectRequests).toBeCloseTo(3);
  expect(bill.queueOperations).toBeCloseTo(12);
  expect(bill.rowsWritten).toBeCloseTo(50);
  expect(bill.total).toBeCloseTo(66.2);
});
