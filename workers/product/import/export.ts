import type { ProductLine } from '../../../shared/contracts/product-line.ts';
import { inOrder } from '../../../shared/in-order.ts';
import { patiently } from './patience.ts';

/** A product's actor, as an export sees it. */
export interface ExportSource {
  export(): Promise<ProductLine | null>;
}

/** Ids of products on sale, in order, behind `after`. */
export type IdPage = (after: string, limit: number) => Promise<string[]>;

const idsPerPage = 100;
const atOnce = 16;

/**
 * The products on sale, as their actors know them, in order of id. One that is archived is left out: importing
 * it would put it back on sale.
 */
export async function* exportProducts(
  ids: IdPage,
  product: (id: string) => ExportSource,
  after: string,
  limit: number,
): AsyncGenerator<ProductLine> {
  const lines = inOrder(idsFrom(ids, after, limit), atOnce, (id) => patiently(() => product(id).export()));
  for await (const line of lines) if (line) yield line;
}

async function* idsFrom(ids: IdPage, after: string, limit: number): AsyncGenerator<string> {
  let last = after;
  for (let left = limit; left > 0; ) {
    const page = await ids(last, Math.min(left, idsPerPage));
    yield* page;
    const end = page.at(-1);
    if (end === undefined) return;
    last = end;
    left -= page.length;
  }
}
