import { useState } from 'preact/hooks';
import type { Product } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { hasCode } from '../errors.ts';
import { AddButton } from '../parts/add-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Picture } from '../parts/picture.tsx';
import { QuantityField } from '../parts/quantity-field.tsx';
import { StockNote } from '../parts/stock-note.tsx';
import { catalogHref } from '../routes.ts';
import { shop } from '../shop.ts';
import { usePolled } from '../state/use-polled.ts';
import { useTitle } from '../state/use-title.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';
import { MissingPage } from './missing-page.tsx';

/** The edge keeps a product for a second; oftener would see nothing newer. */
const lookEveryMs = 2_000;

export function ProductPage({ id }: { id: string }) {
  const [loaded, again] = usePolled(
    () => shop.product(id),
    id,
    () => lookEveryMs,
  );
  useTitle(loaded.status === 'ready' ? loaded.value.name : texts.loading);
  if (loaded.status === 'loading') return <ProductOutline />;
  if (loaded.status === 'ready') return <ProductDetails product={loaded.value} />;
  if (hasCode(loaded.error, 'product-not-found', 'validation-failed')) {
    return <MissingPage title={texts.product.missing} />;
  }
  return <Failure error={loaded.error} onRetry={() => again()} />;
}

function ProductOutline() {
  return (
    <article class="product" aria-busy="true" aria-label={texts.loading}>
      <span class="picture" />
      <div class="product-words">
        <span class="bar bar-title" />
        <span class="bar" />
        <span class="bar bar-short" />
      </div>
    </article>
  );
}

function ProductDetails({ product }: { product: Product }) {
  const { name, image, description, price, attributes } = product;
  const { category } = attributes;
  return (
    <article class="product">
      <Picture image={image} name={name} isFirst />
      <div class="product-words">
        <p class="crumb">
          <a class="capital" href={catalogHref(category ? { category } : {})}>
            {category ?? texts.product.back}
          </a>
        </p>
        <h1>{name}</h1>
        <p class="product-price">{moneyText(price)}</p>
        <p class="product-about">{description}</p>
        <Buying product={product} />
        <ProductFacts attributes={attributes} />
      </div>
    </article>
  );
}

function Buying({ product }: { product: Product }) {
  const { cart } = useVisit();
  const [quantity, setQuantity] = useState(1);
  const { id, available, status } = product;
  const isBuyable = status === 'active' && available > 0;
  const inCart = cart?.items.find(({ productId }) => productId === id)?.quantity ?? 0;
  return (
    <div class="buying">
      <p class="buying-stock" role="status">
        <StockNote product={product} />
        {inCart > 0 && <span class="soft">{texts.product.inCart(inCart)}</span>}
      </p>
      {isBuyable && (
        <p class="buying-row">
          <QuantityField
            label={texts.product.quantity}
            quantity={Math.min(quantity, available)}
            max={available}
            onChange={setQuantity}
          />
          <AddButton product={product} quantity={Math.min(quantity, available)} isMain>
            {texts.product.add}
          </AddButton>
        </p>
      )}
    </div>
  );
}

function ProductFacts({ attributes }: Pick<Product, 'attributes'>) {
  const facts = Object.entries(attributes).filter(([name]) => name !== 'category');
  if (facts.length === 0) return null;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" class="unseen">
        {texts.product.facts}
      </h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
