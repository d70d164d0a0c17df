import { productUpdatedSchema } from '../../shared/contracts/events.ts';
import { consumeBatch } from '../../shared/queue/consume.ts';
import type { Catalog } from './catalog.ts';

/** Products that have changed, for the catalog. */
export function handleBatch(batch: MessageBatch, catalog: Catalog): Promise<void> {
  return consumeBatch(batch, productUpdatedSchema, (events) => catalog.take(events));
}
