import { type Answer, type Call, refused } from '../../shared/contracts/call.ts';
import type { Owner } from '../../shared/contracts/caller.ts';
import type { BegunCheckout, CartService, CheckoutContents } from '../../shared/contracts/cart.ts';
import type { CheckoutBody, OrderView } from '../../shared/contracts/order.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import { withDeadline } from '../../shared/deadline.ts';
import type { PlaceOrder } from './actor.ts';
import { unusablePayment } from './payments/accepted.ts';

/** As long as the saga waits for a service. */
const cartDeadlineMs = 10_000;

export interface CheckoutServices {
  CART: Pick<CartService, 'beginCheckout'>;
  ORDERS: {
    getByName(orderId: string): {
      place(
        order: PlaceOrder,
        token: string,
        call: Call,
        byMessage: boolean,
        contents?: CheckoutContents,
      ): Promise<Answer<OrderView>>;
      isCompleted(): Promise<boolean>;
    };
  };
  STRIPE_SECRET_KEY?: string;
}

/**
 * A checkout: the cart freezes and gives the order its id, then the order runs its saga. Because the id comes
 * from the cart, a double click and a retry arrive at the same order.
 *
 * @param byMessage the order's steps go by messages, and nobody waits for them
 */
export async function checkOut(
  body: CheckoutBody,
  call: Call,
  env: CheckoutServices,
  byMessage = false,
): Promise<Answer<OrderView>> {
  const provider = body.payment.provider ?? 'sandbox';
  const unusable = unusablePayment(provider, body.payment.token, env);
  if (unusable) return refused(unusable);
  const owner = ownerOf(call);
  if (!owner) return refused({ type: 'CartNotFound' });
  const begun = await beginCheckout(body.cartId, call, env);
  if (!begun.ok) return { ...begun, rejection: await whatBecameOf(begun.rejection, env) };
  const { orderId, currency, contents } = begun.value;
  const order = {
    orderId,
    cartId: body.cartId,
    owner,
    email: body.email,
    shippingAddress: body.shippingAddress ?? null,
    provider,
    currency,
    acceptPriceChanges: body.acceptPriceChanges ?? false,
    ...(body.locale === undefined ? {} : { locale: body.locale }),
    ...(body.tickets === undefined ? {} : { tickets: body.tickets }),
  };
  return env.ORDERS.getByName(orderId).place(order, body.payment.token, call, byMessage, contents);
}

/** A cart that has begun and could not say so asks after an order that was never placed, and opens again. */
async function beginCheckout(
  cartId: string,
  call: Call,
  { CART }: Pick<CheckoutServices, 'CART'>,
): Promise<Answer<BegunCheckout>> {
  try {
    return await withDeadline(CART.beginCheckout(cartId, call), cartDeadlineMs, 'cart');
  } catch (error) {
    console.warn(JSON.stringify({ service: 'order', calling: 'cart', error: String(error) }));
    return refused({ type: 'ServiceUnavailable', service: 'cart' });
  }
}

/** A cart learns by queue that its order is confirmed; in that moment it still says that it is checking out. */
async function whatBecameOf(rejection: Rejection, env: CheckoutServices): Promise<Rejection> {
  if (rejection.type !== 'CheckoutInProgress') return rejection;
  const { orderId } = rejection;
  const completed = await env.ORDERS.getByName(orderId).isCompleted();
  return completed ? { type: 'CartConverted', orderId } : rejection;
}

function ownerOf({ caller }: Call): Owner | undefined {
  if (caller.kind === 'customer') return { kind: 'customer', customerId: caller.customerId };
  if (caller.kind === 'guest') return { kind: 'guest', tokenHash: caller.tokenHash };
  return undefined;
}
