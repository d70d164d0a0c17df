import { useState } from 'preact/hooks';
import type { OrderList } from '../../client/src/index.ts';
import { catalogHref } from '../routes.ts';
import { shop } from '../shop.ts';
import { usePolled } from '../state/use-polled.ts';
import { useTask } from '../state/use-task.ts';
import { texts } from '../texts.ts';
import { Failure } from './failure.tsx';
import { OrderCard } from './order-card.tsx';

/** The list hears of an order a moment after the order itself. */
const lookEveryMs = 2_000;

/** A customer's own orders, newest first. */
export function OrderHistory() {
  const [newest, again] = usePolled(
    () => shop.orders(),
    'orders',
    () => lookEveryMs,
  );
  const [older, setOlder] = useState<OrderList>();
  const task = useTask();
  if (newest.status === 'loading') return <p class="soft">{texts.loading}</p>;
  if (newest.status === 'failed') return <Failure error={newest.error} onRetry={() => again()} />;
  const { items, next } = older ? joined(newest.value, older) : newest.value;
  const loadMore = () =>
    task.run(async () => {
      if (next === null) return;
      const page = await shop.orders({ cursor: next });
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
    });
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">{texts.account.orders}</h2>
      {items.length === 0 ? <NoOrders /> : <Orders items={items} />}
      {next !== null && (
        <button type="button" class="button" aria-busy={task.isBusy} onClick={loadMore}>
          {texts.account.more}
        </button>
      )}
    </section>
  );
}

/** An order that came meanwhile has moved others from the first page to where the next one begins. */
function joined(newest: OrderList, older: OrderList): OrderList {
  const shown = new Set(newest.items.map(({ id }) => id));
  return { items: [...newest.items, ...older.items.filter(({ id }) => !shown.has(id))], next: older.next };
}

function Orders({ items }: Pick<OrderList, 'items'>) {
  return (
    <ul class="orders">
      {items.map((order) => (
        <OrderCard key={order.id} order={order} />
      ))}
    </ul>
  );
}

function NoOrders() {
  return (
    <div class="empty">
      <p class="empty-title">{texts.account.noOrders}</p>
      <a class="button button-main" href={catalogHref()}>
        {texts.cart.look}
      </a>
    </div>
  );
}
