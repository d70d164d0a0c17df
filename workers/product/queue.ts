import { productUpdatedSchema } from '../../shared/contracts/events.ts';
import type { ProductService } from '../../shared/contracts/product.ts';
import { productCommandSchema } from '../../shared/contracts/saga-messages.ts';
import { consumeBatch, consumeEach } from '../../shared/queue/consume.ts';
import type { DeadLetterOutlet } from '../../shared/queue/give-up.ts';
import { answerCommand, type ReplyOutlet } from '../../shared/queue/reply.ts';
import type { Catalog } from './catalog.ts';
import { performCommand } from './commands.ts';

export const productCommandsQueue = 'konbini-product-commands';

export interface Receivers {
  catalog: Catalog;
  service: ProductService;
  replies: ReplyOutlet;
}

/** Products that have changed, for the catalog; and steps of orders whose sagas go by messages. */
export function handleBatch(
  batch: MessageBatch,
  { catalog, service, replies }: Receivers,
  deadLetters: DeadLetterOutlet,
  now: () => number,
): Promise<void> {
  if (batch.queue === productCommandsQueue) {
    return consumeEach(batch, productCommandSchema, deadLetters, (command) =>
      answerCommand(command, (one) => performCommand(one, service), replies, now()),
    );
  }
  return consumeBatch(batch, productUpdatedSchema, deadLetters, (events) => catalog.take(events));
}
