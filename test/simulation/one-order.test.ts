import { expect, test } from 'vitest';
import type { Wiring } from '../../shared/wiring.ts';
import { usageOfOneOrder } from './one-order.ts';

/** They also stand in docs/patterns.md: whoever changes them here says there what an order costs now. */
const expected: [Wiring, number, number[]][] = [
  ['hybrid', 1, [4, 21, 6, 18, 42]],
  ['hybrid', 3, [6, 39, 10, 30, 66]],
  ['events', 1, [5, 27, 13, 39, 48]],
  ['events', 3, [7, 42, 17, 51, 70]],
  ['direct', 1, [4, 22, 0, 0, 41]],
  ['direct', 3, [6, 40, 0, 0, 63]],
];

test.each(expected)(
  'what an order in the wiring %s, of %i products, asks of the platform',
  async (...row) => {
    const [wiring, products, [workerRequests, objectRequests, messages, queueOperations, rowsWritten]] = row;
    expect(await usageOfOneOrder(wiring, products)).toMatchObject({
      workerRequests,
      objectRequests,
      messages,
      queueOperations,
      rowsWritten,
    });
  },
);
