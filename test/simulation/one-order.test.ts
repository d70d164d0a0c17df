import { expect, test } from 'vitest';
import type { Wiring } from '../../shared/wiring.ts';
import { usageOfOneOrder } from './one-order.ts';

/** They also stand in docs/patterns.md: whoever changes them here says there what an order costs now. */
const expected: [Wiring, number, number[]][] = [
  ['hybrid', 1, [4, 23, 6, 18, 54]],
  ['hybrid', 3, [6, 41, 10, 30, 98]],
  ['events', 1, [5, 28, 13, 39, 61]],
  ['events', 3, [7, 42, 17, 51, 102]],
  ['direct', 1, [4, 24, 0, 0, 53]],
  ['direct', 3, [6, 42, 0, 0, 95]],
];

test.each(expected)(
  'what an order in the wiring %s, of %i products, asks of the platform',
  async (...row) => {
    const [wiring, products, [workerRequests, objectRequests, messages, queueOperations, rowsWritten]] = row;
    expect(await usageOfOneOrder(wiring, products)).toEqual({
      workerRequests,
      objectRequests,
      messages,
      queueOperations,
      rowsWritten,
    });
  },
);
