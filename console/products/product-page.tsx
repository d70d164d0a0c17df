import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { ArchiveButton } from './archive-button.tsx';
import { ProductForm } from './product-form.tsx';
import { StockCard } from './stock-card.tsx';

/** A product: its details, which are loaded once so that nothing changes under whoever edits them, and its stock, live. */
export function ProductPage({ id }: { id: string }) {
  const params = { path: { id } };
  const loaded = useLoaded(async () => dataOf(await http.GET('/v1/products/{id}', { params })), [id]);
  const { sees, changes } = usePermissions();
  const toAudit = (
    <a class="button" href={hashOf(['audit', 'product', id])}>
      {texts.products.toAudit}
    </a>
  );
  return (
    <PageFrame title={loaded.value?.name ?? id} about={id} actions={toAudit}>
      <LoadedView loaded={loaded}>
        {(product) => (
          <div class="columns">
            <section class="card">
              <h2>
                {texts.products.details} <Badge status={product.status} />
              </h2>
              <ProductForm product={product} isReadOnly={!changes('catalog')} onSaved={loaded.reload} />
            </section>
            <div>
              {sees('catalog') && <StockCard id={id} />}
              {changes('catalog') && product.status === 'active' && (
                <ArchiveButton product={product} onArchived={loaded.reload} />
              )}
            </div>
          </div>
        )}
      </LoadedView>
    </PageFrame>
  );
}
