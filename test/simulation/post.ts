import { deadLetterQueue } from '../../shared/contracts/dead-letter.ts';
import { isForCart, type SagaCommand } from '../../shared/contracts/saga-messages.ts';
import { cartCommandsQueue, productUpdatedQueue } from '../../workers/cart/queue.ts';
import { queuesOf } from '../../workers/order/dead-letters/queues.ts';
import type { Queues } from '../../workers/order/dead-letters/redrive.ts';
import {
  forgettingQueue,
  orderListQueue,
  orderRepliesQueue,
  orderWebhooksQueue,
} from '../../workers/order/queue.ts';
import { productCommandsQueue } from '../../workers/product/queue.ts';
import { SimulatedQueue } from './network.ts';
import type { World } from './world.ts';

type Consume = (batch: MessageBatch) => Promise<void>;

/** Every queue of the shop, under the names that the configs give them. */
export class Post {
  readonly deadLetters: SimulatedQueue;
  readonly toCatalog: SimulatedQueue;
  readonly toCopies: SimulatedQueue;
  readonly toCarts: SimulatedQueue;
  readonly toNotifications: SimulatedQueue;
  readonly toWebhooks: SimulatedQueue;
  readonly toList: SimulatedQueue;
  readonly toForgetting: SimulatedQueue;
  readonly replies: SimulatedQueue;
  readonly #cartCommands: SimulatedQueue;
  readonly #productCommands: SimulatedQueue;

  /** @param consumers by the service that consumes */
  constructor(world: World, consumers: { product: Consume; cart: Consume; order: Consume }) {
    const { product, cart, order } = consumers;
    const queue = (name: string, consume: Consume) =>
      new SimulatedQueue(world, name, consume, new SimulatedQueue(world, `${name}-dead`, order, null));
    this.deadLetters = new SimulatedQueue(world, deadLetterQueue, order, null);
    this.toCatalog = queue('konbini-product-updated-catalog', product);
    this.toCopies = queue(productUpdatedQueue, cart);
    this.toCarts = queue('konbini-order-created-carts', cart);
    this.toNotifications = queue('konbini-order-notifications', order);
    this.toWebhooks = queue(orderWebhooksQueue, order);
    this.toList = queue(orderListQueue, order);
    this.toForgetting = queue(forgettingQueue, order);
    this.replies = queue(orderRepliesQueue, order);
    this.#cartCommands = queue(cartCommandsQueue, cart);
    this.#productCommands = queue(productCommandsQueue, product);
  }

  command(command: SagaCommand): Promise<void> {
    return (isForCart(command) ? this.#cartCommands : this.#productCommands).send(command);
  }

  /** Where dead letters go back to. */
  get queues(): Queues {
    return queuesOf({
      TO_CATALOG: this.toCatalog,
      TO_COPIES: this.toCopies,
      TO_CARTS: this.toCarts,
      TO_NOTIFICATIONS: this.toNotifications,
      TO_WEBHOOKS: this.toWebhooks,
      TO_LIST: this.toList,
      TO_FORGETTING: this.toForgetting,
      CART_COMMANDS: this.#cartCommands,
      PRODUCT_COMMANDS: this.#productCommands,
      REPLIES: this.replies,
    });
  }
}
