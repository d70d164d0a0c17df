import { moneyText } from '../../ui/money.ts';
import { hashOf } from '../navigation/place.ts';
import type { Order } from '../schemas.ts';
import { texts } from '../texts.ts';

/** What was ordered, with the price at that moment. */
export function OrderItems({ order: { items, totals } }: { order: Order }) {
  return (
    <section class="card">
      <h2>{texts.order.items}</h2>
      <ul class="lines">
        {items.map(({ productId, name, image, quantity, lineTotal }) => (
          <li key={productId}>
            {image && <img src={image} alt="" width="44" height="44" loading="lazy" />}
            <span>
              <a href={hashOf(['products', productId])}>{name}</a>
              <span class="soft"> × {quantity}</span>
            </span>
            <span class="number">{moneyText(lineTotal)}</span>
          </li>
        ))}
        <li class="sum">
          <strong>{texts.order.total}</strong>
          <strong class="number">{moneyText(totals.total)}</strong>
        </li>
      </ul>
    </section>
  );
}
