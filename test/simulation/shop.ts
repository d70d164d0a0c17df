import type { CartService } from '../../shared/contracts/cart.ts';
import { deadLetterQueue } from '../../shared/contracts/dead-letter.ts';
import type { ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import type { ReadModelKeeper } from '../../shared/projection/keeper.ts';
import { CartActor } from '../../workers/cart/actor.ts';
import { factsOf, ProductCopy } from '../../workers/cart/product-copy.ts';
import * as cartQueue from '../../workers/cart/queue.ts';
import { cartService } from '../../workers/cart/service.ts';
import { lookUp } from '../../workers/cart/shelf.ts';
import { OrderActor } from '../../workers/order/actor.ts';
import type { CheckoutServices } from '../../workers/order/checkout.ts';
import { DeadLetters } from '../../workers/order/dead-letters/dead-letters.ts';
import { queuesOf } from '../../workers/order/dead-letters/queues.ts';
import type { Queues } from '../../workers/order/dead-letters/redrive.ts';
import type { Forgetting } from '../../workers/order/forgetting/forgetting.ts';
import { forgettingOf } from '../../workers/order/forgetting/office.ts';
import type { DueNotification } from '../../workers/order/notifications/kinds.ts';
import { MailBook } from '../../workers/order/notifications/mail-book.ts';
import { Notifications } from '../../workers/order/notifications/notifications.ts';
import { OrderList, type OrderSummary } from '../../workers/order/order-list.ts';
import type { PaymentProvider } from '../../workers/order/payments/provider.ts';
import { SandboxBank, type SandboxToken } from '../../workers/order/payments/sandbox-bank.ts';
import * as orderQueue from '../../workers/order/queue.ts';
import type { WebhookIntake } from '../../workers/order/webhooks/intake.ts';
import { ProductActor } from '../../workers/product/actor.ts';
import { Catalog } from '../../workers/product/catalog.ts';
import * as productQueue from '../../workers/product/queue.ts';
import { productService, type RemoteProduct } from '../../workers/product/service.ts';
import { simulatedD1 } from './d1.ts';
import { Host, Process } from './host.ts';
import { keeperOf } from './keepers.ts';
import { MailService, MortalMailBook } from './mail-service.ts';
import { type Caller, callOver, outbound, SimulatedQueue } from './network.ts';
import { Receiver } from './receiver.ts';
import type { World } from './world.ts';

const holdTtlMs = 20 * 60_000;
const slowPaymentMs = 3_000;

/**
 * The whole shop in one process: the real actors, services, queue handlers and read models. What is
 * simulated is only what the platform does: disks, calls, queues, time.
 */
export class Shop {
  readonly world: World;
  readonly products = new Map<string, Host<ProductActor>>();
  readonly carts = new Map<string, Host<CartActor>>();
  readonly copies = new Map<string, Host<ProductCopy>>();
  readonly orders = new Map<string, Host<OrderActor>>();
  readonly bank: Host<SandboxBank>;
  readonly ordersDb = simulatedD1();
  readonly list: OrderList;
  readonly keepers: {
    orders: Host<ReadModelKeeper<OrderSummary>>;
    catalog: Host<ReadModelKeeper<ProductSnapshot>>;
  };
  readonly mailBook = new MailBook(this.ordersDb);
  readonly mailService: MailService;
  readonly catalog: Catalog;
  readonly letters = new DeadLetters(this.ordersDb);
  readonly receiver: Receiver;
  readonly webhooks: WebhookIntake;
  readonly #deadLetters: SimulatedQueue;
  readonly #toCatalog: SimulatedQueue;
  readonly #toCopies: SimulatedQueue;
  readonly #toCarts: SimulatedQueue;
  readonly #toNotifications: SimulatedQueue;
  readonly #toWebhooks: SimulatedQueue;
  readonly #toList: SimulatedQueue;
  readonly #toForgetting: SimulatedQueue;

  constructor(world: World) {
    this.world = world;
    this.bank = new Host(world, 'bank', (platform) => new SandboxBank(platform));
    this.mailService = new MailService(world);
    const [listDb, catalogDb, now] = [this.ordersDb, simulatedD1(), () => world.now];
    this.list = new OrderList(listDb, now);
    this.catalog = new Catalog(catalogDb, now);
    const listOn = (db: D1Database) => new OrderList(db, now).projection;
    const catalogOn = (db: D1Database) => new Catalog(db, now).projection;
    this.keepers = {
      orders: keeperOf(world, listDb, listOn, (id, process) =>
        this.#remote(this.order(id), process, ['standing']).standing(),
      ),
      catalog: keeperOf(world, catalogDb, catalogOn, (id, process) =>
        this.#remote(this.product(id), process, ['standing']).standing(),
      ),
    };
    const receivers = {
      copy: (id: string) => this.#remote(this.copy(id), null, ['take']),
      cart: (id: string) => this.#remote(this.cart(id), null, ['convert']),
    };
    this.receiver = new Receiver(world);
    this.webhooks = this.receiver.intake;
    const toCarts = (batch: MessageBatch) => cartQueue.handleBatch(batch, receivers, this.#deadLetters);
    const toOrders = (batch: MessageBatch) => this.#consumeForOrders(batch);
    const toCatalog = (batch: MessageBatch) =>
      productQueue.handleBatch(batch, this.catalog, this.#deadLetters);
    const queue = (name: string, consume: (batch: MessageBatch) => Promise<void>) =>
      new SimulatedQueue(world, name, consume, new SimulatedQueue(world, `${name}-dead`, toOrders, null));
    this.#deadLetters = new SimulatedQueue(world, deadLetterQueue, toOrders, null);
    this.#toCatalog = queue('konbini-product-updated-catalog', toCatalog);
    this.#toCopies = queue(cartQueue.productUpdatedQueue, toCarts);
    this.#toCarts = queue('konbini-order-created-carts', toCarts);
    this.#toNotifications = queue('konbini-order-notifications', toOrders);
    this.#toWebhooks = queue(orderQueue.orderWebhooksQueue, toOrders);
    this.#toList = queue(orderQueue.orderListQueue, toOrders);
    this.#toForgetting = queue(orderQueue.forgettingQueue, toOrders);
  }

  /** Where dead letters go back to. */
  get queues(): Queues {
    return queuesOf({
      TO_CATALOG: this.#toCatalog,
      TO_COPIES: this.#toCopies,
      TO_CARTS: this.#toCarts,
      TO_NOTIFICATIONS: this.#toNotifications,
      TO_WEBHOOKS: this.#toWebhooks,
      TO_LIST: this.#toList,
      TO_FORGETTING: this.#toForgetting,
    });
  }

  product(id: string): Host<ProductActor> {
    return this.#host(this.products, id, `product ${id}`, (platform, process) => {
      const tell = async (event: unknown) => {
        await process.outbound('ProductUpdated to catalog', () => this.#toCatalog.send(event));
        await process.outbound('ProductUpdated to copy', () => this.#toCopies.send(event));
      };
      const haveHeard = (_: string, seq: number) =>
        process.outbound('haveHeard', async () => {
          const known = await Promise.all([this.catalog.seqOf(id), this.#copiedSeq(id)]);
          return Math.min(...known) >= seq;
        });
      return new ProductActor(platform, id, { tell, haveHeard });
    });
  }

  cart(id: string): Host<CartActor> {
    return this.#host(this.carts, id, `cart ${id.slice(4).replace(/0+$/, '')}`, (platform, process) => {
      const peers = {
        outcomeOf: (orderId: string) => this.#remote(this.order(orderId), process, ['outcome']).outcome(),
        surrender: (...[from, request, cause]: [string, ...Parameters<CartActor['surrender']>]) =>
          this.#remote(this.cart(from), process, ['surrender']).surrender(request, cause),
        watch: async (productId: string, cartId: string) => {
          const snapshot = await this.#remote(this.copy(productId), process, ['watch']).watch(cartId, null);
          return snapshot && factsOf(snapshot);
        },
      };
      return new CartActor(platform, id, peers);
    });
  }

  copy(id: string): Host<ProductCopy> {
    return this.#host(
      this.copies,
      id,
      `copy ${id}`,
      (platform, process) =>
        new ProductCopy(platform, (cartId, productId, facts) =>
          this.#remote(this.cart(cartId), process, ['noteProduct']).noteProduct(productId, facts),
        ),
    );
  }

  order(id: string): Host<OrderActor> {
    return this.#host(this.orders, id, `order ${id.slice(-6)}`, (platform, process) => {
      const tell = (label: string, queue: SimulatedQueue) => (message: unknown) =>
        process.outbound(label, () => queue.send(message));
      const subscribers = {
        tellCart: tell('OrderCreated to cart', this.#toCarts),
        tellNotifications: tell('to notifications', this.#toNotifications),
        tellWebhooks: tell('to webhooks', this.#toWebhooks),
        tellList: tell('OrderUpdated', this.#toList),
        haveHeard: (orderId: string, seq: number, said: DueNotification[]) =>
          process.outbound('haveHeard', async () => {
            const listed = await this.list.seqOf(orderId);
            if (listed < seq || !(await this.mailBook.hasAll(orderId, said))) return false;
            return this.webhooks.hasTaken(orderId, said);
          }),
      };
      const ports = {
        cart: this.cartService(process),
        product: this.productService(process),
        payment: () => this.#payments(process),
        authenticate: this.#remote(this.bank, process, ['authenticate']).authenticate,
        holdTtlMs,
      };
      return new OrderActor(platform, id, ports, subscribers);
    });
  }

  cartService(caller: Caller): CartService {
    return cartService(
      (id) => this.#remote(this.cart(id), caller, ['beginCheckout', 'validate', 'reopen']),
      (productId) => this.#copiedSeq(productId),
    );
  }

  productService(caller: Caller): ProductService {
    const methods = ['snapshot', 'reserve', 'commit', 'release', 'giveBack', 'restock'] as const;
    return productService((id) => this.#remote(this.product(id), caller, methods) as RemoteProduct);
  }

  /** What the order service's HTTP route has at hand. */
  get checkoutServices(): CheckoutServices {
    return {
      CART: this.cartService(null),
      ORDERS: {
        getByName: (orderId) => ({
          ...this.#remote(this.order(orderId), null, ['place']),
          isCompleted: () =>
            callOver(this.world, this.order(orderId), 'isCompleted', (order) => order.isCompleted),
        }),
      },
    };
  }

  /** What the cart service's HTTP route finds out before it adds an item. */
  lookUp(productId: string, cartId: string) {
    return lookUp(
      productId,
      cartId,
      this.productService(null),
      this.#remote(this.copy(productId), null, ['watch']),
    );
  }

  forgetting(caller: Caller): Forgetting {
    return forgettingOf({
      ORDERS_DB: this.ordersDb,
      ORDERS: { getByName: (id) => this.#remote(this.order(id), caller, ['forget']) },
      TO_FORGETTING: this.#toForgetting,
    });
  }

  async #copiedSeq(productId: string): Promise<number> {
    return callOver(this.world, this.copy(productId), 'copiedSeq', (copy) => copy.snapshot?.seq ?? 0);
  }

  /** In a process of its own, which may die over sending a mail. */
  #consumeForOrders(batch: MessageBatch): Promise<void> {
    const process = new Process(this.world, 'order queue');
    const book = new MortalMailBook(this.ordersDb, process, this.mailService.acknowledged);
    const mailer = this.mailService.mailerOf(process);
    const sender = { shop: 'Konbini', url: 'https://shop.example' };
    const notifications = new Notifications(book, mailer, sender, () => this.world.now);
    const { list, webhooks, letters } = this;
    const subscribers = { list, notifications, webhooks, letters, forgetting: this.forgetting(process) };
    const handled = orderQueue.handleBatch(batch, subscribers, this.#deadLetters);
    return Promise.race([handled, process.died]);
  }

  #payments(caller: Caller): PaymentProvider {
    const bank = this.#remote(this.bank, caller, ['capture', 'undo', 'refund', 'find']);
    return {
      ...bank,
      authorize: (paymentId, amount, token) =>
        outbound(caller, 'authorize', () =>
          callOver(this.world, this.bank, 'authorize', async (house) => {
            if (token === 'tok_slow') await this.world.sleep(slowPaymentMs);
            return house.authorize(paymentId, amount, token as SandboxToken);
          }),
        ),
    };
  }

  #host<Housed extends object>(
    hosts: Map<string, Host<Housed>>,
    id: string,
    name: string,
    house: ConstructorParameters<typeof Host<Housed>>[2],
  ): Host<Housed> {
    let host = hosts.get(id);
    if (!host) {
      host = new Host(this.world, name, house);
      hosts.set(id, host);
    }
    return host;
  }

  /** An actor's methods, called from elsewhere. */
  #remote<Housed extends object, Method extends keyof Housed & string>(
    host: Host<Housed>,
    caller: Caller,
    methods: readonly Method[],
  ): { [M in Method]: Remote<Housed[M]> } {
    const entries = methods.map((method) => [
      method,
      (...args: unknown[]) =>
        outbound(caller, `${method} at ${host.name}`, () =>
          callOver(this.world, host, method, (housed) =>
            (housed[method] as (...args: unknown[]) => unknown)(...structuredClone(args)),
          ),
        ),
    ]);
    return Object.fromEntries(entries);
  }
}

type Remote<Method> = Method extends (...args: infer Args) => infer Answer
  ? (...args: Args) => Promise<Awaited<Answer>>
  : never;
