import type { CartService } from '../../shared/contracts/cart.ts';
import { type CartCommand, doneAfter, type StepAnswer } from '../../shared/contracts/saga-messages.ts';

/** A step of an order's saga that has come as a message. */
export async function performCommand(
  command: CartCommand,
  service: Pick<CartService, 'validate' | 'reopen'>,
): Promise<StepAnswer> {
  const { cartId, orderId, cause } = command;
  if (command.step === 'validateCart') return service.validate(cartId, orderId, cause);
  return doneAfter(service.reopen(cartId, orderId, cause, { forget: command.forget }));
}
