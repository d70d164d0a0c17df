import { KonbiniProblem, type OrderView } from '../../client/src/index.ts';
import { sentenceOf } from '../errors.ts';
import { cartHref, catalogHref } from '../routes.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';
import { OrderStatus } from './order-status.tsx';

/** How the order stands, in large letters. */
export function OrderOutcome({ order }: { order: OrderView }) {
  const { session } = useVisit();
  const { status, email } = order;
  return (
    <header class="outcome">
      <div role="status">
        <OrderStatus status={status} />
        <h1 id="order">{texts.order.headlines[status]}</h1>
        {status === 'confirmed' && email !== null && <p>{texts.order.receipt(email)}</p>}
        {status === 'failed' && <p>{whyFailed(order)}</p>}
      </div>
      {status === 'failed' && (
        <a class="button button-main" href={cartHref}>
          {texts.order.back}
        </a>
      )}
      {status === 'confirmed' && (
        <a class="button" href={catalogHref()}>
          {texts.order.shopOn}
        </a>
      )}
      {session?.customer === null && <p class="soft small">{texts.order.guestHint}</p>}
    </header>
  );
}

function whyFailed({ failure, items }: OrderView): string {
  const nameOf = (id: string) => items.find(({ productId }) => productId === id)?.name ?? id;
  return sentenceOf(new KonbiniProblem(409, failure), nameOf);
}
