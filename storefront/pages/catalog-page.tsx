import { categoriesOf } from '../categories.ts';
import { CategoryLinks } from '../parts/category-links.tsx';
import { Failure } from '../parts/failure.tsx';
import { ProductGrid } from '../parts/product-card.tsx';
import { catalogHref } from '../routes.ts';
import { useCatalog } from '../state/use-catalog.ts';
import { useTitle } from '../state/use-title.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

export interface Search {
  words: string;
  category: string;
}

export function CatalogPage({ words, category }: Search) {
  const title = texts.catalog.titleOf(words, category);
  useTitle(title);
  const { firstPage } = useVisit();
  const { products, isMore, error, more, retry } = useCatalog({ words, category });
  const catalog = firstPage.status === 'ready' ? firstPage.value.catalog : undefined;
  const categories = catalog?.status === 'ok' ? categoriesOf(catalog.items) : [];
  return (
    <section class="section" aria-labelledby="catalog">
      <h1 id="catalog" class={words ? undefined : 'capital'}>
        {title}
      </h1>
      <CategoryLinks categories={categories} words={words} chosen={category} />
      <p class="soft found" role="status">
        {products && products.length > 0 && texts.catalog.found(products.length, isMore)}
      </p>
      {error !== undefined && <Failure error={error} onRetry={retry} />}
      {products?.length === 0 ? <Nothing /> : error === undefined && <ProductGrid products={products} />}
      {isMore && (
        <button type="button" class="button" onClick={more}>
          {texts.catalog.more}
        </button>
      )}
    </section>
  );
}

function Nothing() {
  return (
    <div class="empty">
      <p class="empty-title">{texts.catalog.none}</p>
      <p>{texts.catalog.noneHint}</p>
      <a class="button" href={catalogHref()}>
        {texts.home.enter}
      </a>
    </div>
  );
}
