import type { OrderView } from '../../../shared/contracts/order.ts';

/** The order with what its owner's browser needs to approve the payment at Stripe, if that can be had now. */
export async function withClientSecret(
  order: OrderView,
  ask: () => Promise<string | null>,
): Promise<OrderView> {
  const { nextAction } = order.payment;
  if (nextAction?.type !== 'stripe') return order;
  const clientSecret = await ask();
  if (clientSecret === null) return order;
  return { ...order, payment: { ...order.payment, nextAction: { ...nextAction, clientSecret } } };
}

/** Whether the order is shown without what could not be had. Such an answer must not be taken for the whole. */
export function lacksClientSecret({ payment: { nextAction } }: OrderView): boolean {
  return nextAction?.type === 'stripe' && nextAction.clientSecret === undefined;
}
