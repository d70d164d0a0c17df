import { expect, test } from 'vitest';
import { leftText } from './times.ts';

test('time that is left counts down to nothing, and not further', () => {
  expect([872_000, 871_001, 60_000, 1, 0, -5_000].map(leftText)).toEqual([
    '14:32',
    '14:32',
    '1:00',
    '0:01',
    '0:00',
    '0:00',
  ]);
});
