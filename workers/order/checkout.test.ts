import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CheckoutServices, checkOut } from './checkout.ts';
import { call, order } from './test-support/shop.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type BeginCheckout = CheckoutServices['CART']['beginCheckout'];

/** A checkout whose cart does this; no order may come of it. */
function checkOutWith(beginCheckout: BeginCheckout) {
  const getByName = () => {
    throw new Error('there is no order without a cart');
  };
  const { cartId } = order;
  const body = { cartId, email: 'hana@example.com', payment: { token: 'tok_ok' } };
  return checkOut(body, call(), { CART: { beginCheckout }, ORDERS: { getByName } });
}

const unavailable = { ok: false, rejection: { type: 'ServiceUnavailable', service: 'cart' } };

test('a cart service that cannot be reached, or throws, is unavailable', async () => {
  const away = () => Promise.reject(new Error('Worker "konbini-cart" not found'));
  expect(await checkOutWith(away)).toMatchObject(unavailable);
});

test('a cart service that hangs is unavailable after ten seconds', async () => {
  const answer = checkOutWith(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await answer).toMatchObject(unavailable);
});
