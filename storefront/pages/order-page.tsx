import type { OrderView, Timeline } from '../../client/src/index.ts';
import { dataOf } from '../../client/src/index.ts';
import { BankQuestion } from '../parts/bank-question.tsx';
import { CancelButton } from '../parts/cancel-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrderItems } from '../parts/order-items.tsx';
import { OrderOutcome } from '../parts/order-outcome.tsx';
import { OrderTimeline } from '../parts/order-timeline.tsx';
import { shop } from '../shop.ts';
import { usePolled } from '../state/use-polled.ts';
import { useTitle } from '../state/use-title.ts';
import { texts } from '../texts.ts';
import { dayText } from '../times.ts';

/** Until it is decided a second is long; after that it changes when the shop sends it, or gives money back. */
const [soonMs, laterMs] = [700, 5_000];

export function OrderPage({ id }: { id: string }) {
  useTitle(texts.order.title);
  const [loaded, again] = usePolled(
    () => readOrder(id),
    id,
    (order) => (order && isOpen(order) ? soonMs : laterMs),
  );
  if (loaded.status === 'loading') {
    return (
      <section class="section" aria-busy="true">
        <h1>{texts.order.title}</h1>
        <p class="soft cart-loading">{texts.loading}</p>
      </section>
    );
  }
  if (loaded.status === 'failed') return <Failure error={loaded.error} onRetry={() => again()} />;
  return <OrderDetails order={loaded.value} onChanged={() => again()} />;
}

interface Shown {
  order: WholeOrder;
  onChanged: () => void;
}

function OrderDetails({ order, onChanged }: Shown) {
  const timeline = order.expanded?.timeline;
  return (
    <section class="section order" aria-labelledby="order">
      <p class="crumb soft">
        {texts.order.number(order.id)} · {texts.order.placedAt(dayText(order.createdAt))}
      </p>
      <OrderOutcome order={order} />
      {order.status === 'awaitingPayment' && <BankQuestion order={order} onAnswered={onChanged} />}
      <div class="with-side">
        <OrderItems order={order} />
        <aside class="side">
          {timeline?.status === 'ok' && <OrderTimeline timeline={timeline} />}
          {isCancelable(order) && <CancelButton orderId={order.id} onCanceled={onChanged} />}
        </aside>
      </div>
    </section>
  );
}

interface WholeOrder extends OrderView {
  expanded?: { timeline?: ({ status: 'ok' } & Timeline) | { status: 'unavailable' } };
}

async function readOrder(id: string): Promise<WholeOrder> {
  const params = { path: { id }, query: { expand: 'timeline' } };
  return dataOf(await shop.http.GET('/v1/orders/{id}', { params }));
}

function isOpen({ status }: OrderView): boolean {
  return status === 'placing' || status === 'awaitingPayment';
}

function isCancelable({ status }: OrderView): boolean {
  return status === 'awaitingPayment' || status === 'confirmed';
}
