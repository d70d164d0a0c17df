import { productUpdatedSchema } from '../../shared/contracts/events.ts';
import { consumeBatch } from '../../shared/queue/consume.ts';
import type { DeadLetterOutlet } from '../../shared/queue/give-up.ts';
import type { Catalog } from './catalog.ts';

/** Products that have changed, for the catalog. */
export function handleBatch(
  batch: MessageBatch,
  catalog: Catalog,
  deadLetters: DeadLetterOutlet,
): Promise<void> {
  return consumeBatch(batch, productUpdatedSchema, deadLetters, (events) => catalog.take(events));
}
