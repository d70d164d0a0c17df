import { dataOf, type Http } from './http.ts';
import { type Access, LiveCart } from './live.ts';
import { Order, type Patience, unlessFailed } from './order.ts';
import type { CartView, CheckoutDetails, OrderView } from './views.ts';
import { type Patient, waitForTicket } from './wait.ts';
import { CartWatch, type Watcher } from './watch.ts';

export interface CheckoutOptions extends Partial<Patience> {
  /** Names this checkout, so that it can be repeated even after a page was loaded anew. Made up if left out. */
  idempotencyKey?: string;
}

/** A cart in the shop. Nothing of its contents is kept here: every call answers the cart as it is then. */
export class Cart {
  readonly id: string;
  /** What opens a guest's cart. Keep it with the id; undefined for a customer's cart. */
  readonly token: string | undefined;
  readonly #access: Access;
  readonly #http: Http;
  readonly #headers: Record<string, string>;

  constructor(access: Access, id: string, token?: string) {
    this.id = id;
    this.token = token;
    this.#access = access;
    this.#http = access.http;
    this.#headers = token === undefined ? {} : { 'cart-token': token };
  }

  async read(): Promise<CartView> {
    return dataOf(await this.#http.GET('/v1/carts/{id}', this.#named));
  }

  /** Puts units into the cart, beside those that are in it. */
  async add(productId: string, quantity = 1): Promise<CartView> {
    const body = { productId, quantity };
    return dataOf(await this.#http.POST('/v1/carts/{id}/items', { ...this.#named, body }));
  }

  /**
   * Says how many units there shall be; 0 removes. Not tried again by itself: in between, another page may have
   * said otherwise.
   */
  async change(productId: string, quantity: number): Promise<CartView> {
    const params = { path: { id: this.id, productId } };
    const call = { params, headers: this.#headers, body: { quantity } };
    return dataOf(await this.#http.PATCH('/v1/carts/{id}/items/{productId}', call));
  }

  async remove(productId: string): Promise<CartView> {
    const params = { path: { id: this.id, productId } };
    return dataOf(
      await this.#http.DELETE('/v1/carts/{id}/items/{productId}', { params, headers: this.#headers }),
    );
  }

  /** Takes over a guest's cart, once. This one must be a customer's. */
  async merge(guest: { id: string; token: string }): Promise<CartView> {
    const body = { from: guest.id, token: guest.token };
    return dataOf(await this.#http.POST('/v1/carts/{id}/merge', { ...this.#named, body }));
  }

  /**
   * Waits for a product with a waiting room until this cart is let in.
   *
   * @returns the ticket, for the `tickets` of `checkOut`
   * @throws {KonbiniProblem} also where there is no room (`waiting-room-not-found`), or not any more (`place-not-found`)
   */
  waitFor(productId: string, patient: Patient = {}): Promise<string> {
    return waitForTicket(this.#http, productId, { id: this.id, headers: this.#headers }, patient);
  }

  /**
   * Buys what is in the cart, and waits until that is decided. `awaitingPayment`: the buyer has to do what
   * `payment.nextAction` says. `placing`: not decided within `withinMs`; ask `shop.order` later.
   *
   * @throws {KonbiniProblem} why nothing was bought, and nothing charged
   */
  async checkOut(details: CheckoutDetails, options: CheckoutOptions = {}): Promise<OrderView> {
    const { idempotencyKey, ...patience } = options;
    const header = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
    const body = { ...details, cartId: this.id };
    const call = { params: { header }, headers: this.#headers, body };
    const placed = dataOf(await this.#http.POST('/v1/orders', call));
    if (placed.status !== 'placing') return unlessFailed(placed);
    const order = new Order(this.#http, placed.id, this.#headers);
    return unlessFailed(await order.when(({ status }) => status !== 'placing', patience));
  }

  /**
   * Tells how the cart is, now and at once when it changes: over a WebSocket, opened anew when it is lost. Where none
   * can be had, as `watch`. Ends by itself with a cart that changes no more, and where it is refused. @returns ends it
   */
  live(watcher: Watcher): () => void {
    const live = new LiveCart(
      this.#access,
      { id: this.id, token: this.token, headers: this.#headers },
      watcher,
    );
    void live.run();
    return () => live.end();
  }

  /** Tells how the cart is, now and when a look every two seconds finds it changed. @returns ends it */
  watch(watcher: Watcher): () => void {
    const watch = new CartWatch(this.#http, { id: this.id, headers: this.#headers }, watcher);
    void watch.run();
    return () => watch.end();
  }

  get #named() {
    return { params: { path: { id: this.id } }, headers: this.#headers };
  }
}
