import { useEffect, useRef, useState } from 'preact/hooks';
import type { Product, ProductList } from '../../client/src/index.ts';
import { shop } from '../shop.ts';

interface Search {
  words: string;
  category: string;
}

export interface CatalogPages {
  /** All pages that were asked for so far; undefined before the first one. */
  products: readonly Product[] | undefined;
  isMore: boolean;
  error: unknown;
  more: () => void;
  retry: () => void;
}

/** The products that a search finds, page by page. While another search runs, the last result stays. */
export function useCatalog({ words, category }: Search): CatalogPages {
  const [found, setFound] = useState<ProductList>();
  const [error, setError] = useState<unknown>();
  const latest = useRef(0);
  const load = (before: ProductList | undefined) => {
    latest.current += 1;
    const number = latest.current;
    const isCurrent = () => number === latest.current;
    setError(undefined);
    pageOf({ words, category }, before?.next).then(
      ({ items, next }) => isCurrent() && setFound({ items: [...(before?.items ?? []), ...items], next }),
      (reason: unknown) => isCurrent() && setError(reason),
    );
  };
  useEffect(() => load(undefined), [words, category]);
  return {
    products: found?.items,
    isMore: found !== undefined && found.next !== null,
    error,
    more: () => load(found),
    retry: () => load(undefined),
  };
}

function pageOf({ words, category }: Search, cursor: string | null | undefined): Promise<ProductList> {
  return shop.products({
    ...(words && { q: words }),
    ...(category && { attributes: { category } }),
    ...(cursor && { cursor }),
  });
}
