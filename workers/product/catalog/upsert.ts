import type { ProductSnapshot } from '../../../shared/contracts/product.ts';
import type { Slot } from '../../../shared/projection/definition.ts';
import { factOf, rowOf } from './hash.ts';
import { wordsOf } from './words.ts';

/**
 * The statements that bring a product up to date, for one batch. The row takes only what is newer than it; the
 * attributes follow if the row is now at this very `seq`, and the words go before it, while it still shows which words
 * those are: an older event changes none of the three, and news of a price or of stock writes no words.
 */
export function upsertOf(db: D1Database, slot: Slot, product: ProductSnapshot): D1PreparedStatement[] {
  const { productId, seq, status } = product;
  const row = db.prepare(
    `INSERT INTO catalog_${slot} (id, seq, status, snapshot, row) VALUES (?1, ?2, ?3, ?4, CAST(?5 AS INTEGER))
     ON CONFLICT (id) DO UPDATE SET seq = ?2, status = ?3, snapshot = ?4 WHERE seq < ?2`,
  );
  return [
    wordsOfProduct(db, slot, product),
    row.bind(productId, seq, status, JSON.stringify(product), rowOf(productId)),
    ...attributesOf(db, slot, product),
  ];
}

function wordsOfProduct(db: D1Database, slot: Slot, product: ProductSnapshot): D1PreparedStatement {
  const { productId, seq, name, description, attributes } = product;
  const words = db.prepare(
    `INSERT OR REPLACE INTO catalog_text_${slot} (rowid, words, facts)
     SELECT CAST(?3 AS INTEGER), ?4, ?5 WHERE NOT EXISTS (
       SELECT 1 FROM catalog_${slot} WHERE id = ?1 AND (seq >= ?2 OR (
         snapshot ->> 'name' = ?6 AND snapshot ->> 'description' = ?7 AND snapshot ->> 'attributes' = ?8
       )))`,
  );
  const same = [name, description, JSON.stringify(attributes)];
  return words.bind(productId, seq, rowOf(productId), textOf(product), factsOf(product), ...same);
}

/** Writes only those that have changed: most events tell of a price or of stock. */
function attributesOf(db: D1Database, slot: Slot, product: ProductSnapshot): D1PreparedStatement[] {
  const { productId, seq } = product;
  const attributes = JSON.stringify(product.attributes);
  const isCurrent = `EXISTS (SELECT 1 FROM catalog_${slot} WHERE id = ?1 AND seq = ?2)`;
  const gone = db.prepare(
    `DELETE FROM catalog_attributes_${slot}
     WHERE id = ?1 AND (name, value) NOT IN (SELECT key, value FROM json_each(?3)) AND ${isCurrent}`,
  );
  const added = db.prepare(
    `INSERT OR IGNORE INTO catalog_attributes_${slot} (id, name, value)
     SELECT ?1, key, value FROM json_each(?3) WHERE ${isCurrent}`,
  );
  return [gone.bind(productId, seq, attributes), added.bind(productId, seq, attributes)];
}

function textOf({ productId, name, description, attributes }: ProductSnapshot): string {
  return wordsOf([productId, name, description, ...Object.values(attributes)].join('\n')).join(' ');
}

function factsOf({ attributes }: ProductSnapshot): string {
  return Object.entries(attributes).map(factOf).join(' ');
}
