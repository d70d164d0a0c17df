import { hashOf } from '../navigation/place.ts';
import { Badge } from '../parts/badge.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderPayment } from './order-payment.tsx';
import { isRunning } from './saga.ts';
import { SagaPicture } from './saga-picture.tsx';
import { StepList } from './step-list.tsx';
import { useOrder } from './use-order.ts';

/** An order with its saga, which moves while it runs. */
export function OrderPage({ id }: { id: string }) {
  const loaded = useOrder(id);
  const { changes } = usePermissions();
  return (
    <PageFrame title={texts.order.title} about={id} actions={<OrderLinks id={id} />}>
      <LoadedView loaded={loaded}>
        {({ order, steps }) => (
          <>
            <p class="order-line" aria-live="polite">
              <Badge status={order.status} /> {order.email ?? texts.orders.forgotten} ·{' '}
              <Moment at={order.createdAt} />
            </p>
            <section class="card" aria-label={texts.order.saga} aria-busy={isRunning(steps)}>
              <h2>{texts.order.saga}</h2>
              {order.failure && <p class="problem">{texts.order.failed(order.failure.detail)}</p>}
              <SagaPicture steps={steps} />
              <details>
                <summary>{texts.order.everyTry(steps.length)}</summary>
                <StepList steps={steps} />
              </details>
            </section>
            <div class="columns">
              <OrderItems order={order} />
              <OrderPayment order={order} />
            </div>
            {changes('orders') && <OrderActions order={order} onChanged={loaded.reload} />}
          </>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function OrderLinks({ id }: { id: string }) {
  return (
    <>
      <a class="button" href={hashOf(['audit', 'order', id])}>
        {texts.order.toAudit}
      </a>
      <a class="button" href={hashOf(['notifications'], { order: id })}>
        {texts.order.toNotifications}
      </a>
    </>
  );
}
