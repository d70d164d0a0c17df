import { amountText } from '../parts/minor-units.ts';
import type { Product } from '../schemas.ts';
import { texts } from '../texts.ts';
import { attributesText } from './product-body.ts';

/** @param product empty for a new one */
export function ProductFields({ product }: { product?: Product }) {
  const { fields } = texts.products;
  const { amount, currency } = product?.price ?? { amount: undefined, currency: 'EUR' };
  return (
    <>
      {product?.image && <img class="picture" src={product.image} alt="" width="180" height="180" />}
      <label>
        {fields.name}
        <input name="name" required maxLength={200} defaultValue={product?.name} />
      </label>
      <div class="pair">
        <label>
          {fields.price}
          <input
            name="amount"
            inputMode="decimal"
            required
            defaultValue={amount === undefined ? '' : amountText(amount, currency)}
          />
        </label>
        <label>
          {fields.currency}
          <input name="currency" required pattern="[A-Z]{3}" defaultValue={currency} />
        </label>
      </div>
      <label>
        {fields.description}
        <textarea name="description" rows={4} maxLength={5_000} defaultValue={product?.description} />
      </label>
      <label>
        {fields.image}
        <input name="image" maxLength={2_000} defaultValue={product?.image ?? ''} />
      </label>
      <label>
        {fields.attributes}
        <textarea
          name="attributes"
          rows={4}
          placeholder={fields.attributesExample}
          defaultValue={attributesText(product?.attributes ?? {})}
        />
      </label>
    </>
  );
}
