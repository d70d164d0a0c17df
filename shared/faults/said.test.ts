import { expect, test } from 'vitest';
import { saidBy } from './said.ts';
import { traceIdAmong } from './trace.ts';

const traceId = 'a'.repeat(32);
const trace = `00-${traceId}-${'b'.repeat(16)}-01`;

test.each([
  [
    { type: 'OrderCreated', trace },
    { kind: 'event', name: 'OrderCreated', traceId },
  ],
  [
    { step: 'reserveStock', cause: { trace } },
    { kind: 'message', name: 'reserveStock', traceId },
  ],
  [
    { answer: '{}', cause: { trace } },
    { kind: 'reply', name: 'reply', traceId },
  ],
  [null, { kind: 'message', name: 'message', traceId: '' }],
])('%j', (body, expected) => {
  expect(saidBy(body)).toEqual(expected);
});

test('the trace of a call is that of the argument that names one', () => {
  expect(traceIdAmong(['ord_1', 5, null, { caller: 'guest', trace }])).toBe(traceId);
  expect(traceIdAmong(['ord_1', { trace: 'none' }])).toBeUndefined();
});
