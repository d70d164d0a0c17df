import { expect, test } from 'vitest';
import { traceIdOf } from './trace-id.ts';

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
  ['', undefined],
  ['hana@example.com', undefined],
  ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', undefined],
])('%j belongs to the trace %s', (text, traceId) => {
  expect(traceIdOf(text)).toBe(traceId);
});
