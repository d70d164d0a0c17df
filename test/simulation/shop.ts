import type { CartService } from '../../shared/contracts/cart.ts';
import type { ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import type { SagaCommand } from '../../shared/contracts/saga-messages.ts';
import type { ReadModelKeeper } from '../../shared/projection/keeper.ts';
import type { Wiring } from '../../shared/wiring.ts';
import { CartActor } from '../../workers/cart/actor.ts';
import { factsOf, ProductCopy } from '../../workers/cart/product-copy.ts';
import * as cartQueue from '../../workers/cart/queue.ts';
import { readAnew } from '../../workers/cart/read-anew.ts';
import { cartService } from '../../workers/cart/service.ts';
import { lookUps } from '../../workers/cart/shelf.ts';
import { OrderActor } from '../../workers/order/actor.ts';
import type { CheckoutServices } from '../../workers/order/checkout.ts';
import { DeadLetters } from '../../workers/order/dead-letters/dead-letters.ts';
import type { Queues } from '../../workers/order/dead-letters/redrive.ts';
import type { Forgetting } from '../../workers/order/forgetting/forgetting.ts';
import { forgettingOf } from '../../workers/order/forgetting/office.ts';
import { MailBook } from '../../workers/order/notifications/mail-book.ts';
import { Notifications } from '../../workers/order/notifications/notifications.ts';
import { OrderList, type OrderSummary } from '../../workers/order/order-list.ts';
import type { PaymentProvider } from '../../workers/order/payments/provider.ts';
import { SandboxBank, type SandboxToken } from '../../workers/order/payments/sandbox-bank.ts';
import * as orderQueue from '../../workers/order/queue.ts';
import type { WebhookIntake } from '../../workers/order/webhooks/intake.ts';
import { Catalog } from '../../workers/product/catalog.ts';
import * as productQueue from '../../workers/product/queue.ts';
import type { ShardedProduct } from '../../workers/product/sharding/sharded-product.ts';
import { simulatedD1 } from './d1.ts';
import { Host, Process } from './host.ts';
import { keeperOf } from './keepers.ts';
import { MailService, MortalMailBook } from './mail-service.ts';
import { type Caller, callOver, outbound } from './network.ts';
import { orderSubscribers, productSubscribers } from './news.ts';
import { Post } from './post.ts';
import { Receiver } from './receiver.ts';
import { remote } from './remote.ts';
import { StockActors } from './stock-actors.ts';
import type { World } from './world.ts';

const holdTtlMs = 20 * 60_000;
const slowPaymentMs = 3_000;

/**
 * The whole shop in one process: the real actors, services, queue handlers and read models. What is
 * simulated is only what the platform does: disks, calls, queues, time.
 */
export class Shop {
  readonly world: World;
  readonly stock: StockActors;
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
  readonly post: Post;
  readonly wiring: Wiring;

  constructor(world: World, wiring: Wiring = 'hybrid') {
    this.world = world;
    this.wiring = wiring;
    this.stock = new StockActors(world, (process) => productSubscribers(this, process));
    this.bank = new Host(world, 'bank', (platform) => new SandboxBank(platform));
    this.mailService = new MailService(world);
    const [listDb, catalogDb, now] = [this.ordersDb, simulatedD1(), () => world.now];
    this.list = new OrderList(listDb, now);
    this.catalog = new Catalog(catalogDb, now);
    for (const { disk } of [listDb, catalogDb]) world.meter.watch(disk);
    this.keepers = {
      orders: keeperOf(
        world,
        listDb,
        (db) => new OrderList(db, now).projection,
        (id, process) => this.#remote(this.order(id), process, ['standing']).standing(),
        (orders, process) => this.forgetting(process).makeUpFor(orders),
      ),
      catalog: keeperOf(
        world,
        catalogDb,
        (db) => new Catalog(db, now).projection,
        (id, process) => this.#remote(this.product(id), process, ['standing']).standing(),
      ),
    };
    this.receiver = new Receiver(world);
    this.post = new Post(world, {
      product: (batch) => this.#consumeForProducts(batch),
      cart: (batch) => this.#consumeForCarts(batch),
      order: (batch) => this.#consumeForOrders(batch),
    });
  }

  get webhooks(): WebhookIntake {
    return this.receiver.intake;
  }

  /** Whether the next checkout's steps go by messages: in `hybrid` its buyer may ask for that. */
  goesByMessage(): boolean {
    return this.wiring === 'events' || (this.wiring === 'hybrid' && this.world.random.chance(0.2));
  }

  /** Where dead letters go back to. */
  get queues(): Queues {
    return this.post.queues;
  }

  get products(): Map<string, Host<ShardedProduct>> {
    return this.stock.products;
  }

  product(id: string): Host<ShardedProduct> {
    return this.stock.product(id);
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
      const ports = {
        cart: this.cartService(process),
        product: this.productService(process),
        send: (command: SagaCommand) =>
          process.outbound(`command ${command.step}`, () => this.post.command(command)),
        payment: () => this.#payments(process),
        authenticate: this.#remote(this.bank, process, ['authenticate']).authenticate,
        holdTtlMs,
      };
      return new OrderActor(platform, id, ports, orderSubscribers(this, process));
    });
  }

  cartService(caller: Caller): CartService {
    return cartService(
      (id) =>
        this.#remote(this.cart(id), caller, ['beginCheckout', 'validate', 'reopen', 'convert', 'belongsTo']),
      (productId) => ({
        ...this.#remote(this.copy(productId), caller, ['take']),
        copiedSeq: () =>
          callOver(this.world, this.copy(productId), 'copiedSeq', (copy) => copy.snapshot?.seq ?? 0),
      }),
    );
  }

  productService(caller: Caller): ProductService {
    return this.stock.service(caller);
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

  /** What the cart service's HTTP route does when a cart is read. */
  async readCart(id: string): Promise<void> {
    const { state } = this.cart(id).inspect().actor;
    if (this.wiring !== 'direct' || state.status === 'none') return;
    const caller = state.owner;
    const cart = this.#remote(this.cart(id), null, ['view', 'noteProducts']);
    const view = await cart.view(caller);
    if (view) await readAnew(view, this.productService(null), (found) => cart.noteProducts(caller, found));
  }

  /** What the cart service's HTTP route finds out before it adds an item. */
  lookUp(productId: string, cartId: string) {
    return lookUps[this.wiring](
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
      TO_FORGETTING: this.post.toForgetting,
    });
  }

  #consumeForProducts(batch: MessageBatch): Promise<void> {
    const { deadLetters, replies } = this.post;
    const receivers = { catalog: this.catalog, service: this.productService(null), replies };
    return productQueue.handleBatch(batch, receivers, deadLetters, () => this.world.now);
  }

  #consumeForCarts(batch: MessageBatch): Promise<void> {
    const { deadLetters, replies } = this.post;
    const receivers = {
      copy: (id: string) => this.#remote(this.copy(id), null, ['take']),
      cart: (id: string) => this.#remote(this.cart(id), null, ['convert']),
      service: this.cartService(null),
      replies,
    };
    return cartQueue.handleBatch(batch, receivers, deadLetters, () => this.world.now);
  }

  /** In a process of its own, which may die over sending a mail. */
  #consumeForOrders(batch: MessageBatch): Promise<void> {
    const process = new Process(this.world, 'order queue');
    const notifications = this.notifications(process);
    const { list, webhooks, letters } = this;
    const replies = (id: string) => this.#remote(this.order(id), null, ['takeReply']);
    const forgetting = this.forgetting(process);
    const subscribers = { list, notifications, webhooks, replies, letters, forgetting };
    const handled = orderQueue.handleBatch(batch, subscribers, this.post.deadLetters);
    return Promise.race([handled, process.died]);
  }

  notifications(process: Process): Notifications {
    const book = new MortalMailBook(this.ordersDb, process, this.mailService.acknowledged);
    const mailer = this.mailService.mailerOf(process);
    const sender = { shop: 'Konbini', url: 'https://shop.example' };
    return new Notifications(book, mailer, sender, () => this.world.now);
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

  #remote<Housed extends object, Method extends keyof Housed & string>(
    host: Host<Housed>,
    caller: Caller,
    methods: readonly Method[],
  ) {
    return remote(this.world, host, caller, methods);
  }
}
