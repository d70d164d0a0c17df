import type { ProductUpdated } from '../../shared/contracts/events.ts';
import { simulatedD1 } from '../../test/simulation/d1.ts';
import type { CatalogQuery } from '../../workers/product/catalog/search.ts';
import { Catalog } from '../../workers/product/catalog.ts';
import { productUpdated, wordOfRank } from '../search/products.ts';
import type { Growth, Measured } from './subject.ts';
import { middleAsync, timedAsync } from './time.ts';

const goes = 5;
const all: CatalogQuery = { q: '', attributes: {}, status: 'active', after: '', limit: 20 };
/** Of so many letters that the index does not know it as a beginning, and in nearly all products. */
const frequentWord = wordOfRank(0);
/** In at least one product of each catalog that is measured, and in few. */
const rareWord = 'p-000042';

export const listedProducts: Growth = {
  name: 'listed-products',
  unit: 'products in the catalog',
  sizes: [100, 1_000, 10_000, 100_000],
  operations: [
    { name: 'first page', nature: 'logarithmic', why: 'read from the index by id' },
    { name: 'page from the middle', nature: 'logarithmic', why: 'the cursor is a place in that index' },
    { name: 'page of a category', nature: 'logarithmic', why: 'an index by attribute and id' },
    { name: 'search, one product has it', nature: 'logarithmic', why: 'a look into the index of words' },
    {
      name: 'search, nearly all have it',
      nature: 'linear',
      why: 'FTS5 collects all that begin with a word of four letters and more before it gives the first',
    },
    {
      name: 'search, three letters',
      nature: 'logarithmic',
      why: 'the index knows beginnings of up to three',
    },
    {
      name: 'change of a product',
      nature: 'logarithmic',
      why: 'rows found by id, and its words in the index',
    },
  ],
  rounds: 30,
  of: async (products, tell) => {
    const shelf = new ListedProducts(products);
    await shelf.fill(tell);
    return () => shelf.measure();
  },
};

class ListedProducts {
  readonly #catalog = new Catalog(simulatedD1());
  readonly #size: number;
  #seq = 1;

  constructor(size: number) {
    this.#size = size;
  }

  async fill(tell: (progress: string) => void): Promise<void> {
    const atOnce = 100;
    for (let from = 0; from < this.#size; from += atOnce) {
      await this.#catalog.take(Array.from({ length: atOnce }, (_, index) => productUpdated(from + index)));
      tell(`${from + atOnce} of ${this.#size} products`);
    }
  }

  async measure(): Promise<Measured> {
    const middle = Math.floor(this.#size / 2);
    const after = productUpdated(middle).data.productId;
    return {
      'first page': await this.#page(all),
      'page from the middle': await this.#page({ ...all, after }),
      'page of a category': await this.#page({ ...all, attributes: { category: 'cat-3' } }),
      'search, one product has it': await this.#page({ ...all, q: rareWord }),
      'search, nearly all have it': await this.#page({ ...all, q: frequentWord }),
      'search, three letters': await this.#page({ ...all, q: frequentWord.slice(0, 3) }),
      'change of a product': await middleAsync(goes, (go) => this.#change(productUpdated(middle + go))),
    };
  }

  #page(query: CatalogQuery): Promise<number> {
    return middleAsync(goes, () => timedAsync(() => this.#catalog.list(query)));
  }

  #change(news: ProductUpdated): Promise<number> {
    const seq = ++this.#seq;
    const changed = { ...news, seq, data: { ...news.data, seq, available: 60 + (seq % 2) } };
    return timedAsync(() => this.#catalog.take([changed]));
  }
}
