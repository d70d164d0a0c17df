import type { OrderView } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { productHref } from '../routes.ts';
import { texts } from '../texts.ts';
import { Picture } from './picture.tsx';
import { TotalsTable } from './totals-table.tsx';

export function OrderItems({ order: { items, totals, payment } }: { order: OrderView }) {
  return (
    <section aria-labelledby="items">
      <h2 id="items">{texts.order.items}</h2>
      <ul class="lines">
        {items.map(({ productId, name, image, quantity, unitPrice, lineTotal }) => (
          <li key={productId} class="line">
            <Picture image={image} isFirst />
            <div class="line-words">
              <a href={productHref(productId)}>{name}</a>
              <span class="soft">{texts.order.unitsAt(quantity, moneyText(unitPrice))}</span>
            </div>
            <span class="price line-price">{moneyText(lineTotal)}</span>
          </li>
        ))}
      </ul>
      <TotalsTable totals={totals} />
      {payment.refunded.amount > 0 && (
        <p class="news news-cheaper">{texts.order.refunded(moneyText(payment.refunded))}</p>
      )}
    </section>
  );
}
