import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cartIdSchema, idFrom, orderIdSchema, productIdSchema } from './ids.ts';

const bytes = fc.uint8Array({ minLength: 26, maxLength: 64 });

it('ids made of any bytes are ids of their kind, and of no other', () => {
  const valid = fc.property(bytes, (from) => {
    const [cartId, orderId] = [idFrom('crt', from), idFrom('ord', from)];
    expect([cartIdSchema.parse(cartId), orderIdSchema.parse(orderId)]).toEqual([cartId, orderId]);
    expect([cartIdSchema.safeParse(orderId).success, orderIdSchema.safeParse(cartId).success]).toEqual([
      false,
      false,
    ]);
  });
  fc.assert(valid);
});

it('an id is the same for the same bytes, and never of too few', () => {
  const same = fc.property(bytes, (from) => {
    expect(idFrom('ctk', from)).toBe(idFrom('ctk', from.slice(0, 26)));
  });
  fc.assert(same);
  const short = fc.property(fc.uint8Array({ maxLength: 25, size: 'max' }), (from) => {
    expect(() => idFrom('crt', from)).toThrow(RangeError);
  });
  fc.assert(short);
});

it("a product's id is one segment of a URL, spelled in one way", () => {
  const rest = fc.string({ unit: fc.constantFrom('a', '0', '.', '_', '-'), maxLength: 63, size: 'max' });
  const plain = fc.property(rest, (more) => {
    const id = `a${more}`;
    expect(productIdSchema.parse(id)).toBe(id);
    expect(new URL(`https://shop.example/v1/products/${id}`).pathname).toBe(`/v1/products/${id}`);
    expect(encodeURIComponent(id)).toBe(id);
  });
  fc.assert(plain);
});
