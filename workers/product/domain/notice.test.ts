import { describe, expect, it } from 'vitest';
import { fewLeft } from '../../../shared/contracts/product.ts';
import {
  adjusted,
  archived,
  changed,
  committed,
  expired,
  given,
  listed,
  released,
  reserved,
  returned,
} from '../test-support/salmon.ts';
import { noticeOf } from './notice.ts';
import type { ProductEvent } from './product.ts';

function noticed(before: ProductEvent[], event: ProductEvent) {
  return noticeOf(event, given(...before).state, given(...before, event).state);
}

describe('a buyer notices', () => {
  it.each([
    ['a new product', [], listed],
    ['other details', [listed], changed({ name: 'Onigiri' })],
    ['that a product is no longer sold', [listed], archived],
    ['a delivery', [listed, adjusted(100)], adjusted(100)],
    ['that goods were taken out', [listed, adjusted(100)], adjusted(-1)],
    ['the last unit', [listed, adjusted(1)], reserved('h', 1)],
    ['that only a few are left', [listed, adjusted(fewLeft + 1)], reserved('h', 1)],
    ['each of the last few', [listed, adjusted(fewLeft)], reserved('h', 1)],
    ['that there is something again', [listed, adjusted(1), reserved('h', 1)], released('h', 1)],
    ['the same when a hold runs out', [listed, adjusted(1), reserved('h', 1)], expired('h', 1)],
    [
      'the same when a sale comes back',
      [listed, adjusted(1), reserved('h', 1), committed('h', 1)],
      returned('h', 1),
    ],
    [
      'a late sale of the last unit',
      [listed, adjusted(1), reserved('h', 1), expired('h', 1)],
      committed('h', 1, { late: true }),
    ],
    ['that half of many are gone', [listed, adjusted(100)], reserved('h', 37)],
    ['all but enough of many held', [listed, adjusted(100)], reserved('h', 100 - fewLeft - 1)],
    ['that there are plenty again', [listed, adjusted(9), reserved('h', 5)], released('h', 5)],
  ])('%s', (_what, before, event) => {
    expect(noticed(before, event)).toBe('now');
  });
});

describe('others hear soon, together with what follows, of', () => {
  it.each([
    ['one unit of many held', [listed, adjusted(100)], reserved('h', 1)],
    ['some units of many held', [listed, adjusted(100)], reserved('h', 36)],
    ['one unit of many released', [listed, adjusted(100), reserved('h', 1)], released('h', 1)],
    ['one unit of many expired', [listed, adjusted(100), reserved('h', 1)], expired('h', 1)],
  ])('%s', (_what, before, event) => {
    expect(noticed(before, event)).toBe('soon');
  });
});

describe('nobody needs to hear of', () => {
  it.each([
    ['that what was held is sold', [listed, adjusted(1), reserved('h', 1)], committed('h', 1)],
    ['the tombstone of a hold', [listed], released('h', 0)],
    ['the tombstone of a hold on a product that is not there', [], released('h', 0)],
  ])('%s', (_what, before, event) => {
    expect(noticed(before, event)).toBe(false);
  });
});
