import { describe, expect, it } from 'vitest';
import type { ActorCall } from '../../test/simulation/meter.ts';
import { counted } from './count.ts';
import { outlineOf, planFor } from './plan.ts';
import { addItem, createCart, placeOrder, readCart } from './requests.ts';

const called = (actor: string, method: string, rows = 0): ActorCall => ({
  ...{ actor, method, rows },
  ...{ isNew: false, setsAlarm: false },
});

describe('a plan', () => {
  it('goes over a binding for the actors of another service, once for the same of several', () => {
    const calls = [
      called('order 1', 'place', 9),
      called('product a', 'reserve', 2),
      called('product b', 'reserve', 2),
      called('product a', 'commit', 1),
      called('bank', 'capture', 1),
    ];
    expect(planFor(calls, 'order').map(({ abroad, steps }) => [abroad, steps.length])).toEqual([
      [false, 1],
      [true, 2],
      [true, 1],
      [false, 1],
    ]);
  });

  it('has the names of the actors that are its own, and those of the others as they are', () => {
    const [cart, product] = planFor([called('cart x', 'addItem'), called('product a', 'snapshot')], 'cart', {
      cart: 'cart 7',
    });
    expect([cart?.steps[0]?.actor, product?.steps[0]?.actor]).toEqual(['cart 7', 'product a']);
  });

  it('says what it does', () => {
    const alarmed = { ...called('order 1', 'place', 9), setsAlarm: true };
    expect(outlineOf(planFor([alarmed, called('bank', 'capture', 1)], 'order'))).toBe(
      '2 calls, 10 rows, 1 alarm',
    );
  });
});

describe('what the shop does', () => {
  it('for a cart that is read is one call that writes nothing', async () => {
    const { calls, rowsWritten } = await counted(readCart, { before: [createCart, addItem('product-1')] });
    expect(calls).toEqual([called(calls[0]?.actor as string, 'view')]);
    expect(rowsWritten).toBe(0);
  });

  it('for an order goes on when its buyer has the answer', async () => {
    const { calls, rowsWritten } = await counted(placeOrder, { before: [createCart, addItem('product-1')] });
    expect(calls.map(({ method }) => method)).toEqual([
      ...['beginCheckout', 'place', 'reserve', 'authorize', 'commit', 'capture'],
    ]);
    expect(rowsWritten).toBeGreaterThan(calls.reduce((sum, { rows }) => sum + rows, 0));
  });
});
