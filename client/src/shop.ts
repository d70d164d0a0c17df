import { Cart } from './cart.ts';
import { dataOf, type Http } from './http.ts';
import type { Access } from './live.ts';
import { Order } from './order.ts';
import type { OrderList, OrderQuery, Product, ProductList, ProductQuery } from './views.ts';

/** A shop, as one caller sees it. */
export class Shop {
  /** Every call of the API, also those that have no method here, with the same keys and retries. See `dataOf`. */
  readonly http: Http;
  readonly #access: Access;

  constructor(access: Access) {
    this.http = access.http;
    this.#access = access;
  }

  /** A page of the catalog; its `next` is the `cursor` of the one after it. */
  async products(query: ProductQuery = {}): Promise<ProductList> {
    return dataOf(await this.http.GET('/v1/products', { params: { query } }));
  }

  async product(id: string): Promise<Product> {
    return dataOf(await this.http.GET('/v1/products/{id}', { params: { path: { id } } }));
  }

  /** @param options.currency ISO 4217; the shop's own if left out */
  async openCart(options: { currency?: string } = {}): Promise<Cart> {
    const { cart, token } = dataOf(await this.http.POST('/v1/carts', { body: options }));
    return new Cart(this.#access, cart.id, token);
  }

  /** A cart that was opened before. @param token a guest's, as `openCart` gave it */
  cart(id: string, token?: string): Cart {
    return new Cart(this.#access, id, token);
  }

  /** @param cartToken a guest's, of the cart that was checked out */
  order(id: string, cartToken?: string): Order {
    return new Order(this.http, id, cartToken === undefined ? {} : { 'cart-token': cartToken });
  }

  /** A page of a customer's own orders, or of everybody's for administrators, newest first. */
  async orders(query: OrderQuery = {}): Promise<OrderList> {
    return dataOf(await this.http.GET('/v1/orders', { params: { query } }));
  }
}
