import type { Place } from '../navigation/place.ts';
import { hashOf } from '../navigation/place.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { ExportButton } from './export-button.tsx';
import { ImportCard } from './import-card.tsx';
import { NewProductPage } from './new-product-page.tsx';
import { ProductFilters } from './product-filters.tsx';
import { ProductList } from './product-list.tsx';
import { ProductPage } from './product-page.tsx';

/** All products, a new one, or the one that the address names. */
export function ProductsPage({ place: { rest, query } }: { place: Place }) {
  const { changes } = usePermissions();
  const [id] = rest;
  if (id) return <ProductPage key={id} id={id} />;
  if (query.has('new')) return <NewProductPage />;
  return (
    <PageFrame title={texts.products.title} about={texts.products.about} actions={<ProductsActions />}>
      <ProductFilters query={query} />
      <ProductList key={query.toString()} query={query} />
      {changes('catalog') && <ImportCard />}
    </PageFrame>
  );
}

function ProductsActions() {
  const { changes } = usePermissions();
  return (
    <>
      <ExportButton />
      {changes('catalog') && (
        <a class="button" href={hashOf(['products'], { new: '1' })}>
          {texts.products.create}
        </a>
      )}
    </>
  );
}
