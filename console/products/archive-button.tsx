import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import type { Product } from '../schemas.ts';
import { texts } from '../texts.ts';
import { etagOf } from './etag.ts';

export function ArchiveButton({ product, onArchived }: { product: Product; onArchived: () => void }) {
  const archive = async () => {
    const params = { path: { id: product.id }, header: { 'If-Match': etagOf(product) } };
    dataOf(await http.DELETE('/v1/products/{id}', { params }));
    onArchived();
  };
  return (
    <section class="card">
      <h2>{texts.products.archive.title}</h2>
      <p class="soft">{texts.products.archive.about}</p>
      <ActionButton act={archive}>{texts.products.archive.submit}</ActionButton>
    </section>
  );
}
