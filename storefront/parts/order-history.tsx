import { useEffect, useState } from 'preact/hooks';
import type { OrderList } from '../../client/src/index.ts';
import { catalogHref } from '../routes.ts';
import { shop } from '../shop.ts';
import { useTask } from '../state/use-task.ts';
import { texts } from '../texts.ts';
import { Failure } from './failure.tsx';
import { OrderCard } from './order-card.tsx';

/** A customer's own orders, newest first. */
export function OrderHistory() {
  const [list, setList] = useState<OrderList>();
  const [error, setError] = useState<unknown>();
  const task = useTask(setError);
  const load = () =>
    task.run(async () => {
      setError(undefined);
      const { items, next } = await shop.orders(list?.next ? { cursor: list.next } : {});
      setList({ items: [...(list?.items ?? []), ...items], next });
    });
  useEffect(load, []);
  if (error !== undefined) return <Failure error={error} onRetry={load} />;
  if (list === undefined) return <p class="soft">{texts.loading}</p>;
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">{texts.account.orders}</h2>
      {list.items.length === 0 ? <NoOrders /> : <Orders list={list} />}
      {list.next !== null && (
        <button type="button" class="button" aria-busy={task.isBusy} onClick={load}>
          {texts.account.more}
        </button>
      )}
    </section>
  );
}

function Orders({ list }: { list: OrderList }) {
  return (
    <ul class="orders">
      {list.items.map((order) => (
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
