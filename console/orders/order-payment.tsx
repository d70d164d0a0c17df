import { moneyText } from '../../ui/money.ts';
import { Badge } from '../parts/badge.tsx';
import { Moment } from '../parts/moment.tsx';
import type { Order } from '../schemas.ts';
import { texts } from '../texts.ts';

/** What was taken and given back, and where the goods go. */
export function OrderPayment({ order }: { order: Order }) {
  const { payment, refunds = [], shippingAddress: address } = order;
  const labels = texts.order.payment;
  return (
    <section class="card">
      <h2>{labels.title}</h2>
      <dl class="facts">
        <dt>{labels.status}</dt>
        <dd>
          <Badge status={payment.status} /> {payment.provider}
        </dd>
        <dt>{labels.authorized}</dt>
        <dd>{moneyText(payment.authorized)}</dd>
        <dt>{labels.captured}</dt>
        <dd>{moneyText(payment.captured)}</dd>
        <dt>{labels.refunded}</dt>
        <dd>{moneyText(payment.refunded)}</dd>
        {address && <dt>{labels.address}</dt>}
        {address && <dd>{[address.name, address.line1, address.city, address.country].join(', ')}</dd>}
      </dl>
      {refunds.length > 0 && <h3>{labels.refunds}</h3>}
      {refunds.map(({ id, amount, status, reason, at }) => (
        <p key={id}>
          <Badge status={status} /> {moneyText(amount)} · <Moment at={at} /> {reason && `· ${reason}`}
        </p>
      ))}
    </section>
  );
}
