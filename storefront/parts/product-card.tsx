import type { Product } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { productHref } from '../routes.ts';
import { texts } from '../texts.ts';
import { AddButton } from './add-button.tsx';
import { Picture } from './picture.tsx';
import { StockNote } from './stock-note.tsx';

export function ProductCard({ product, isFirst = false }: { product: Product; isFirst?: boolean }) {
  const { id, name, image, price, available } = product;
  return (
    <li class={available === 0 ? 'card card-gone' : 'card'}>
      <Picture image={image} isFirst={isFirst} />
      <h3>
        <a class="cover" href={productHref(id)}>
          {name}
        </a>
      </h3>
      <StockNote product={product} />
      <p class="card-buy">
        <span class="price">{moneyText(price)}</span>
        {available > 0 && (
          <AddButton product={product} quantity={1} label={texts.product.addOf(name)}>
            +
          </AddButton>
        )}
      </p>
    </li>
  );
}

const placeholders = Array.from({ length: 8 }, (_, index) => index);

/** What is there before the products are: of the same size, so that nothing moves. */
export function ProductGrid({ products }: { products: readonly Product[] | undefined }) {
  if (products === undefined) {
    return (
      <ul class="grid" aria-busy="true" aria-label={texts.loading}>
        {placeholders.map((place) => (
          <li key={place} class="card card-empty">
            <span class="picture" />
            <span class="bar" />
            <span class="bar bar-short" />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul class="grid">
      {products.map((product, index) => (
        <ProductCard key={product.id} product={product} isFirst={index < 8} />
      ))}
    </ul>
  );
}
