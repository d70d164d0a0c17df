import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import type { Order } from '../schemas.ts';
import { texts } from '../texts.ts';
import { type RefundKind, refundBodyOf, refundKinds } from './refund-body.ts';

/** Gives back all that is left, an amount, or the price of some items. */
export function RefundForm({ order, onRefunded }: { order: Order; onRefunded: () => void }) {
  const [kind, setKind] = useState<RefundKind>('rest');
  const { run, isBusy, problem } = useAction();
  const labels = texts.order.refund;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = refundBodyOf(kind, new FormData(event.currentTarget as HTMLFormElement), order);
    return run(async () => {
      const params = { path: { id: order.id } };
      dataOf(await http.POST('/v1/orders/{id}/refunds', { params, body }));
      onRefunded();
    });
  };
  return (
    <details class="refund">
      <summary>{labels.title}</summary>
      <form onSubmit={submit}>
        <fieldset class="choices">
          <legend>{labels.what}</legend>
          {refundKinds.map((each) => (
            <label key={each} class="choice">
              <input type="radio" name="kind" checked={each === kind} onChange={() => setKind(each)} />
              {labels.kinds[each]}
            </label>
          ))}
        </fieldset>
        {kind === 'amount' && (
          <label>
            {labels.amount(order.totals.total.currency)}
            <input name="amount" inputMode="decimal" required />
          </label>
        )}
        {kind === 'items' && <RefundItems order={order} />}
        <label>
          {labels.reason}
          <input name="reason" maxLength={200} />
        </label>
        <Problem sentence={problem} />
        <button type="submit" disabled={isBusy}>
          {labels.submit}
        </button>
      </form>
    </details>
  );
}

function RefundItems({ order: { items } }: { order: Order }) {
  return (
    <>
      {items.map(({ productId, name, quantity }) => (
        <label key={productId}>
          {texts.order.refund.unitsOf(name, quantity)}
          <input name={`units:${productId}`} type="number" min="0" max={quantity} defaultValue="0" />
        </label>
      ))}
      <label class="choice">
        <input name="restock" type="checkbox" />
        {texts.order.refund.restock}
      </label>
    </>
  );
}
