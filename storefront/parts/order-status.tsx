import type { OrderView } from '../../client/src/index.ts';
import { texts } from '../texts.ts';

export function OrderStatus({ status }: Pick<OrderView, 'status'>) {
  return <span class={`status status-${status}`}>{texts.order.statuses[status]}</span>;
}
