import type { Cause } from '../../shared/actor/event-log.ts';
import type { Platform } from '../../shared/actor/platform.ts';
import { orderUpdatedSchema } from '../../shared/contracts/events.ts';
import { ReadModelKeeper } from '../../shared/projection/keeper.ts';
import { KeeperObject, type RemoteKeeper } from '../../shared/projection/keeper-object.ts';
import { type Standing, understood } from '../../shared/projection/standing.ts';
import { type ForgettingEnv, forgettingOf } from './forgetting/office.ts';
import { OrderList, type OrderSummary } from './order-list.ts';

/** What the keeper needs of its worker. */
interface KeeperEnv extends ForgettingEnv {
  ORDERS: {
    getByName(id: string): {
      standing(): Promise<Standing<OrderSummary> | null>;
      forget(cause: Cause): Promise<boolean>;
    };
  };
}

/** Looks after the list of orders: builds it anew, and sweeps it. */
export class OrderListKeeper extends KeeperObject<KeeperEnv, OrderSummary> {
  protected house(platform: Platform): ReadModelKeeper<OrderSummary> {
    const { projection } = new OrderList(this.env.ORDERS_DB);
    const ask = (id: string) =>
      understood(this.env.ORDERS.getByName(id).standing(), orderUpdatedSchema.shape.data);
    const forgetting = forgettingOf(this.env);
    return new ReadModelKeeper(platform, projection, ask, (orders) => forgetting.makeUpFor(orders));
  }
}

/** There is one. */
export function orderListKeeper({ KEEPERS }: { KEEPERS: { getByName(id: string): RemoteKeeper } }) {
  return KEEPERS.getByName('orders');
}
