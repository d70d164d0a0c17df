import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import type { Product } from '../schemas.ts';
import { texts } from '../texts.ts';
import { etagOf } from './etag.ts';
import { productBodyOf } from './product-body.ts';
import { ProductFields } from './product-fields.tsx';

interface ProductFormProps {
  product: Product;
  isReadOnly: boolean;
  onSaved: () => void;
}

/** The details of a product. They are replaced only if nobody else has changed them since they were shown. */
export function ProductForm({ product, isReadOnly, onSaved }: ProductFormProps) {
  const { run, isBusy, problem } = useAction();
  const [said, setSaid] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = productBodyOf(new FormData(event.currentTarget as HTMLFormElement));
    setSaid('');
    return run(async () => {
      const params = { path: { id: product.id }, header: { 'If-Match': etagOf(product) } };
      dataOf(await http.PUT('/v1/products/{id}', { params, body }));
      setSaid(texts.products.saved);
      onSaved();
    });
  };
  return (
    <form onSubmit={submit}>
      <fieldset class="fields" disabled={isReadOnly}>
        <ProductFields key={product.version} product={product} />
        <Problem sentence={problem} />
        {!isReadOnly && (
          <div class="actions">
            <button type="submit" class="main" disabled={isBusy}>
              {texts.products.save}
            </button>
            <span role="status">{said}</span>
          </div>
        )}
      </fieldset>
    </form>
  );
}
