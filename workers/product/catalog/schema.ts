import type { Slot } from '../../../shared/projection/definition.ts';

/**
 * The tables of the catalog. `catalog_text` holds the words of a product under the same row number, as an index
 * only: the text itself is in the snapshot. Its tokenizer takes the words as `wordsOf` has written them. The
 * attributes are there as well, so that a search for both reads no more than their common products; without words
 * they are found in `catalog_attributes`, in order of id.
 */
export function schemaOf(slot: Slot): string[] {
  return [
    `CREATE TABLE IF NOT EXISTS catalog_${slot} (
       row INTEGER PRIMARY KEY,
       id TEXT NOT NULL UNIQUE,
       seq INTEGER NOT NULL,
       status TEXT NOT NULL,
       snapshot TEXT NOT NULL
     )`,
    `CREATE INDEX IF NOT EXISTS catalog_${slot}_status ON catalog_${slot} (status, id)`,
    `CREATE VIRTUAL TABLE IF NOT EXISTS catalog_text_${slot}
       USING fts5 (words, facts, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3')`,
    `CREATE TABLE IF NOT EXISTS catalog_attributes_${slot} (
       id TEXT NOT NULL,
       name TEXT NOT NULL,
       value TEXT NOT NULL,
       PRIMARY KEY (id, name)
     ) WITHOUT ROWID`,
    `CREATE INDEX IF NOT EXISTS catalog_attributes_${slot}_value
       ON catalog_attributes_${slot} (name, value, id)`,
  ];
}

/** All of them. */
export function tablesOf(slot: Slot): string[] {
  return [`catalog_${slot}`, `catalog_text_${slot}`, `catalog_attributes_${slot}`];
}
