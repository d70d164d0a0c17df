import { expect, test } from 'vitest';
import { newTraceparent, parseTraceparent } from './trace.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const parent = 'b7ad6b7169203331';

test('a traceparent of version 00 is kept as it is', () => {
  expect(parseTraceparent(`00-${trace}-${parent}-01`)).toBe(`00-${trace}-${parent}-01`);
});

test('of a later version the fields that we know are kept', () => {
  expect(parseTraceparent(`cc-${trace}-${parent}-03-what-the-future-brings`)).toBe(
    `00-${trace}-${parent}-01`,
  );
  expect(parseTraceparent(`cc-${trace}-${parent}-02`)).toBe(`00-${trace}-${parent}-00`);
});

test.each([
  ['nothing', null],
  ['an empty one', ''],
  ['version ff', `ff-${trace}-${parent}-01`],
  ['capitals', `00-${trace.toUpperCase()}-${parent}-01`],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-${parent}-01`],
  ['a parent id of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
  ['more than version 00 has', `00-${trace}-${parent}-01-more`],
  ['a later version without its dash', `cc-${trace}-${parent}-01x`],
  ['a short trace id', `00-${trace.slice(1)}-${parent}-01`],
  ['two of them', `00-${trace}-${parent}-01, 00-${trace}-${parent}-01`],
])('%s is no traceparent', (_, header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test('a new one is valid, and another one each time', () => {
  const fresh = newTraceparent();
  expect(parseTraceparent(fresh)).toBe(fresh);
  expect(newTraceparent().slice(3, 35)).not.toBe(fresh.slice(3, 35));
});
