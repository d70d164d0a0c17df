import {
  type ProductSnapshot,
  type ProductStatus,
  type ProductView,
  productSnapshotSchema,
} from '../../../shared/contracts/product.ts';
import type { Slot } from '../../../shared/projection/definition.ts';
import type { Projection } from '../../../shared/projection/projection.ts';
import { viewOf } from '../view.ts';
import { lookupOf } from './lookup.ts';

export interface CatalogQuery {
  /** What was typed; every word of it must be found. */
  q: string;
  /** Values that the attributes of these names must have. */
  attributes: Record<string, string>;
  /** Only these; none: all. Goes without words and attributes. */
  ids?: string[];
  status: ProductStatus;
  /** The last id of the page before; empty for the first page. */
  after: string;
  limit: number;
}

/**
 * In order of id, and a search for words in order of row, which is as good as any that stays: a rank changes with
 * every product that comes or goes, and pages would overlap. Either way a page is read from an index and nothing is
 * sorted, so that a word which half of the products have costs no more than another.
 */
export async function listOf(
  catalog: Projection<ProductSnapshot>,
  query: CatalogQuery,
): Promise<{ items: ProductView[]; last: string | null }> {
  const results = await catalog.read<{ snapshot: string }>((db, slot) => {
    const { sql, bindings } = statementOf(slot, query);
    return db.prepare(sql).bind(...bindings);
  });
  const page = results
    .slice(0, query.limit)
    .map((row) => productSnapshotSchema.parse(JSON.parse(row.snapshot)));
  const more = results.length > query.limit;
  return { items: page.map(viewOf), last: more ? (page.at(-1)?.productId ?? null) : null };
}

/** Asks for one more than a page, which tells whether there is another. */
function statementOf(slot: Slot, query: CatalogQuery) {
  const { from, order, start, conditions, bindings, attributes } = lookupOf(slot, query);
  const others = attributes.map(
    () => `EXISTS (SELECT 1 FROM catalog_attributes_${slot} AS other
                   WHERE other.id = product.id AND other.name = ? AND other.value = ?)`,
  );
  const all = [...conditions, `${order} > ${start}`, 'product.status = ?', ...others];
  return {
    sql: `SELECT snapshot FROM ${from} WHERE ${all.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    bindings: [...bindings, query.status, ...attributes.flat(), query.limit + 1],
  };
}
