import type { OrderEvent, OrderUpdated, ProductUpdated } from '../../shared/contracts/events.ts';
import type { OrderSubscribers } from '../../workers/order/outlet.ts';
import type { ProductSubscribers } from '../../workers/product/actor.ts';
import type { Process } from './host.ts';
import type { SimulatedQueue } from './network.ts';
import type { Shop } from './shop.ts';

/** Whom a product tells: by queues, and in the wiring `direct` by calls. */
export function productSubscribers(shop: Shop, process: Process): ProductSubscribers {
  const { catalog, post } = shop;
  return {
    async tell(event: ProductUpdated) {
      if (shop.wiring === 'direct') {
        await catalog.take([event]);
        await shop.cartService(process).productUpdated(event);
        return;
      }
      await process.outbound('ProductUpdated to catalog', () => post.toCatalog.send(event));
      await process.outbound('ProductUpdated to copy', () => post.toCopies.send(event));
    },
    haveHeard: (id, seq) =>
      process.outbound('haveHeard', async () => {
        const known = await Promise.all([catalog.seqOf(id), shop.cartService(null).copiedSeq(id)]);
        return Math.min(...known) >= seq;
      }),
  };
}

/** Whom an order tells, likewise. */
export function orderSubscribers(shop: Shop, process: Process): OrderSubscribers {
  const { list, mailBook, webhooks } = shop;
  return {
    ...(shop.wiring === 'direct' ? calls(shop, process) : messages(shop, process)),
    haveHeard: (orderId, seq, said) =>
      process.outbound('haveHeard', async () => {
        if ((await list.seqOf(orderId)) < seq || !(await mailBook.hasAll(orderId, said))) return false;
        return webhooks.hasTaken(orderId, said);
      }),
  };
}

function messages({ post }: Shop, process: Process): Omit<OrderSubscribers, 'haveHeard'> {
  const tell = (label: string, queue: SimulatedQueue) => (message: unknown) =>
    process.outbound(label, () => queue.send(message));
  return {
    tellCart: tell('OrderCreated to cart', post.toCarts),
    tellNotifications: tell('to notifications', post.toNotifications),
    tellWebhooks: tell('to webhooks', post.toWebhooks),
    tellList: tell('OrderUpdated', post.toList),
  };
}

function calls(shop: Shop, process: Process): Omit<OrderSubscribers, 'haveHeard'> {
  return {
    tellCart: (message: OrderEvent) => shop.cartService(process).orderEvent(message),
    tellNotifications: (message: OrderEvent) => shop.notifications(process).take(message, 1),
    tellWebhooks: (message: OrderEvent) =>
      process.outbound('to webhooks', () => shop.webhooks.take([message])),
    tellList: (message: OrderUpdated) =>
      process.outbound('OrderUpdated', () =>
        shop.forgetting(process).take([message], (those) => shop.list.take(those)),
      ),
  };
}
