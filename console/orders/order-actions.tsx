import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import type { Order } from '../schemas.ts';
import { texts } from '../texts.ts';
import { possibleFor } from './possible.ts';
import { RefundForm } from './refund-form.tsx';

/** What an administrator can do to an order as it stands. */
export function OrderActions({ order, onChanged }: { order: Order; onChanged: () => void }) {
  const possible = possibleFor(order);
  const params = { path: { id: order.id } };
  const cancel = async () => {
    dataOf(await http.POST('/v1/orders/{id}/cancel', { params, body: {} }));
    onChanged();
  };
  const fulfill = async () => {
    dataOf(await http.POST('/v1/orders/{id}/fulfill', { params, body: {} }));
    onChanged();
  };
  if (!possible.cancel && !possible.refund) return null;
  return (
    <section class="card">
      <h2>{texts.order.actions.title}</h2>
      <div class="actions">
        {possible.fulfill && (
          <ActionButton act={fulfill} isMain>
            {texts.order.actions.fulfill}
          </ActionButton>
        )}
        {possible.cancel && <ActionButton act={cancel}>{texts.order.actions.cancel}</ActionButton>}
      </div>
      {possible.refund && <RefundForm order={order} onRefunded={onChanged} />}
    </section>
  );
}
