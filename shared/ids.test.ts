import { describe, expect, it } from 'vitest';
import { cartIdSchema, idFrom, orderIdSchema, productIdSchema, randomId } from './ids.ts';

describe("a product's id", () => {
  it.each(['a', '7', 'onigiri-salmon', 'green-tea-500ml', 'a.b_c-d', 'x'.repeat(64)])('can be %s', (id) => {
    expect(productIdSchema.safeParse(id).success).toBe(true);
  });

  it.each([
    '',
    'x'.repeat(65),
    '-a',
    '.a',
    '_a',
    'A',
    'a b',
    'a/b',
    '../a',
    'a%2fb',
    'ä',
    'a\n',
    '__proto__',
    7,
    null,
  ])('cannot be %j', (id) => {
    expect(productIdSchema.safeParse(id).success).toBe(false);
  });
});

describe('an id of ours', () => {
  it('is what its schema says', () => {
    for (let i = 0; i < 100; i++) {
      expect(cartIdSchema.safeParse(randomId('crt')).success).toBe(true);
      expect(orderIdSchema.safeParse(randomId('ord')).success).toBe(true);
    }
  });

  it('cannot be guessed, and never comes twice', () => {
    const ids = Array.from({ length: 1_000 }, () => randomId('crt'));
    expect(new Set(ids).size).toBe(1_000);
    // Each of the 26 letters is one of 32 and moves freely: 130 bits.
    for (let i = 4; i < 30; i++) expect(new Set(ids.map((id) => id[i])).size).toBe(32);
  });

  it('is found again from the same bytes, and is another one from others', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => i * 7);
    expect(idFrom('crt', bytes)).toBe(idFrom('crt', bytes));
    expect(idFrom('crt', bytes)).toMatch(/^crt_.{26}$/);
    for (let i = 0; i < 26; i++) {
      const other = bytes.with(i, (bytes[i] ?? 0) ^ 1);
      expect(idFrom('crt', other)).not.toBe(idFrom('crt', bytes));
    }
  });

  it('is not made of too few bytes', () => {
    expect(() => idFrom('crt', new Uint8Array(25))).toThrow(RangeError);
  });

  it.each([
    'crt_',
    'ord_0123456789abcdefghjkmnpqrs',
    'crt_0123456789abcdefghjkmnpqr',
    'crt_0123456789abcdefghjkmnpqrst',
    'crt_0123456789abcdefghjkmnpqri',
    'crt_0123456789abcdefghjkmnpqrl',
    'crt_0123456789abcdefghjkmnpqro',
    'crt_0123456789abcdefghjkmnpqru',
    'crt_0123456789ABCDEFGHJKMNPQRS',
    'crt_0123456789abcdefghjkmnpqrs\n',
    null,
  ])('of a cart cannot be %j', (id) => {
    expect(cartIdSchema.safeParse(id).success).toBe(false);
  });

  it('of a cart is not one of an order', () => {
    expect(orderIdSchema.safeParse(randomId('crt')).success).toBe(false);
  });
});
