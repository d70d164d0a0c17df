import type { ProductService } from '../../shared/contracts/product.ts';
import { doneAfter, type ProductCommand, type StepAnswer } from '../../shared/contracts/saga-messages.ts';

/** Products are asked for their stock only. */
type StockService = Omit<ProductService, 'quote' | 'quoteAll'>;
type Of<Step extends ProductCommand['step']> = Extract<ProductCommand, { step: Step }>;

/** A step of an order's saga that has come as a message. */
export async function performCommand(command: ProductCommand, service: StockService): Promise<StepAnswer> {
  const { orderId, cause, placedAt } = command;
  switch (command.step) {
    case 'reserveStock':
      return reserve(command, service);
    case 'commitStock':
      return service.commit(orderId, command.lines, cause, placedAt);
    case 'releaseStock':
      return doneAfter(service.release(orderId, command.productIds, cause, placedAt));
    case 'returnStock':
      return doneAfter(service.giveBack(orderId, command.productIds, cause, placedAt));
    case 'restockItems':
      return doneAfter(service.restock(orderId, command.returnId, command.lines, cause, placedAt));
  }
}

/**
 * All or none. The message may come once more after the order has heard the no and has ended, so what was refused
 * is given back for good: a hold that comes later than its release is refused.
 */
async function reserve(command: Of<'reserveStock'>, service: StockService): Promise<StepAnswer> {
  const { orderId, lines, ttlMs, cause, placedAt } = command;
  const answer = await service.reserve(orderId, lines, ttlMs, cause, placedAt);
  if (answer.ok) return answer;
  const productIds = lines.map(({ productId }) => productId);
  await service.release(orderId, productIds, cause, placedAt);
  return answer;
}
