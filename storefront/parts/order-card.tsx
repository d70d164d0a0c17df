import type { OrderView } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { orderHref } from '../routes.ts';
import { texts } from '../texts.ts';
import { dayText } from '../times.ts';
import { OrderStatus } from './order-status.tsx';
import { Picture } from './picture.tsx';

const shownPictures = 4;

export function OrderCard({ order }: { order: OrderView }) {
  const { id, items, totals, createdAt, status } = order;
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li class="order-card">
      <span class="order-card-pictures" aria-hidden="true">
        {items.slice(0, shownPictures).map(({ productId, image }) => (
          <Picture key={productId} image={image} />
        ))}
      </span>
      <a class="cover" href={orderHref(id)}>
        {dayText(createdAt)} · {texts.account.things(units)}
      </a>
      <OrderStatus status={status} />
      <span class="price">{moneyText(totals.total)}</span>
    </li>
  );
}
