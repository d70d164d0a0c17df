import { expect, test } from 'vitest';
import { costOfMillion } from './prices.ts';

test('a bill is what was used at its price, and their sum', () => {
  const counted = {
    workerRequests: 4,
    objectRequests: 20,
    messages: 10,
    queueOperations: 30,
    rowsWritten: 50,
  };
  const usage = { ...counted, rowsRead: 1_000, alarms: 2 };
  const bill = costOfMillion(usage);
  expect(bill.workerRequests).toBeCloseTo(1.2);
  expect(bill.objectRequests).toBeCloseTo(3);
  expect(bill.queueOperations).toBeCloseTo(12);
  expect(bill.rowsWritten).toBeCloseTo(50);
  expect(bill.total).toBeCloseTo(66.2);
});
