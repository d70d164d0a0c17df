import type { Slot } from '../../../shared/projection/definition.ts';
import { factOf, rowOf } from './hash.ts';
import type { CatalogQuery } from './search.ts';
import { matchOf } from './words.ts';

type Attribute = [name: string, value: string];

/** Where products are looked up, by an index that has them in order, and what is left to be checked. */
interface Lookup {
  from: string;
  order: string;
  /** The place where the page before ended, which is the last of the bindings. */
  start: string;
  conditions: string[];
  bindings: string[];
  attributes: Attribute[];
}

/** CROSS JOIN, because SQLite then reads the left side first; else it may sort all that it finds. */
export function lookupOf(slot: Slot, { q, attributes: wanted, ids = [], after }: CatalogQuery): Lookup {
  if (ids.length > 0) return lookupByIds(slot, ids, after);
  const attributes = Object.entries(wanted);
  const words = matchOf(q);
  if (words !== null) return lookupByWords(slot, words, attributes, after);
  const [first, ...others] = attributes;
  if (first !== undefined) return lookupByAttribute(slot, first, others, after);
  return {
    from: `catalog_${slot} AS product`,
    order: 'product.id',
    start: '?',
    conditions: [],
    bindings: [after],
    attributes: [],
  };
}

function lookupByIds(slot: Slot, ids: string[], after: string): Lookup {
  return {
    from: `json_each(?) AS wanted CROSS JOIN catalog_${slot} AS product ON product.id = wanted.value`,
    order: 'product.id',
    start: '?',
    conditions: [],
    bindings: [JSON.stringify(ids), after],
    attributes: [],
  };
}

function lookupByWords(slot: Slot, words: string, attributes: Attribute[], after: string): Lookup {
  const facts = attributes.map((attribute) => ` AND facts : "${factOf(attribute)}"`).join('');
  return {
    from: `catalog_text_${slot} AS text CROSS JOIN catalog_${slot} AS product ON product.row = text.rowid`,
    order: 'text.rowid',
    start: 'CAST(? AS INTEGER)',
    conditions: [`text.catalog_text_${slot} MATCH ?`],
    bindings: [`words : (${words})${facts}`, after === '' ? '-1' : rowOf(after)],
    attributes: [],
  };
}

function lookupByAttribute(slot: Slot, first: Attribute, others: Attribute[], after: string): Lookup {
  return {
    from: `catalog_attributes_${slot} AS first CROSS JOIN catalog_${slot} AS product ON product.id = first.id`,
    order: 'first.id',
    start: '?',
    conditions: ['first.name = ?', 'first.value = ?'],
    bindings: [...first, after],
    attributes: others,
  };
}
