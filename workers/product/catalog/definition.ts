import { type ProductSnapshot, productSnapshotSchema } from '../../../shared/contracts/product.ts';
import type { ProjectionDefinition } from '../../../shared/projection/definition.ts';
import { schemaOf, tablesOf } from './schema.ts';
import { upsertOf } from './upsert.ts';

/** What makes a projection the catalog. */
export const catalogDefinition: ProjectionDefinition<ProductSnapshot> = {
  name: 'catalog',
  registry: 'known_product',
  table: 'catalog',
  fromEarlier: ({ snapshot }) => {
    const data = productSnapshotSchema.parse(JSON.parse(String(snapshot)));
    return { id: data.productId, seq: data.seq, data };
  },
  create: schemaOf,
  drop: (slot) => tablesOf(slot).map((table) => `DROP TABLE IF EXISTS ${table}`),
  write: (db, slot, { data }) => upsertOf(db, slot, data),
};
