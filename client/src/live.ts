import type { Http, Token } from './http.ts';
import { listen } from './listen.ts';
import { pause } from './pause.ts';
import type { CartView } from './views.ts';
import { CartWatch, isFinal, type Watcher } from './watch.ts';

/** How a shop is reached. */
export interface Access {
  http: Http;
  /** Where it is, for what does not go over `http`. */
  url: string;
  token: Token | undefined;
}

/** Before the next try to open a WebSocket, in milliseconds. The first after half a second at most. */
const longestPauseMs = 30_000;
const firstPauseMs = 500;

/**
 * Follows a cart over a WebSocket, and opens the next when one has ended: that begins with the whole cart, so nothing
 * is missed. As long as none can be had, it looks at the cart from time to time instead, which also finds out where
 * there is nothing to come back to.
 */
export class LiveCart {
  readonly #access: Access;
  readonly #cart: { id: string; token: string | undefined; headers: Record<string, string> };
  readonly #watcher: Watcher;
  readonly #ended = new AbortController();
  #watch: CartWatch | null = null;
  #version = 0;

  constructor(
    access: Access,
    cart: { id: string; token: string | undefined; headers: Record<string, string> },
    watcher: Watcher,
  ) {
    this.#access = access;
    this.#cart = cart;
    this.#watcher = watcher;
  }

  end(): void {
    this.#ended.abort();
    this.#watch?.end();
  }

  async run(): Promise<void> {
    const { signal } = this.#ended;
    for (let failures = 0; !signal.aborted; failures++) {
      if (await this.#follow()) failures = 0;
      else this.#lookMeanwhile();
      await pause(pauseAfter(failures), signal).catch(() => {});
    }
  }

  /** Returns whether a cart has come over this WebSocket, when it has ended. */
  async #follow(): Promise<boolean> {
    let hasHeard = false;
    const hear = (text: string) => {
      hasHeard = true;
      this.#watch?.end();
      this.#watch = null;
      this.#tell(JSON.parse(text) as CartView);
    };
    const { url } = this.#access;
    const address = `${url.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/carts/${this.#cart.id}/live`;
    try {
      await listen(address, await this.#protocols(), hear, this.#ended.signal);
    } catch {
      // There are no WebSockets here, or no token can be had: looking at the cart will tell.
    }
    return hasHeard;
  }

  /** A page cannot give a WebSocket headers, so the token comes among the subprotocols. */
  async #protocols(): Promise<string[]> {
    const { token } = this.#access;
    if (this.#cart.token !== undefined) return ['konbini', `cart-token.${this.#cart.token}`];
    if (token === undefined) return ['konbini'];
    return ['konbini', `bearer.${typeof token === 'string' ? token : await token()}`];
  }

  #lookMeanwhile(): void {
    if (this.#watch || this.#ended.signal.aborted) return;
    const { onError, everyMs } = this.#watcher;
    const onCart = (cart: CartView) => this.#tell(cart);
    const watcher: Watcher = { onCart, onError, ...(everyMs === undefined ? {} : { everyMs }) };
    const watch = new CartWatch(this.#access.http, this.#cart, watcher);
    this.#watch = watch;
    void watch.run().then(() => {
      if (watch.isOver) this.end();
    });
  }

  #tell(cart: CartView): void {
    if (isFinal(cart)) this.end();
    if (cart.version === this.#version) return;
    this.#version = cart.version;
    try {
      this.#watcher.onCart(cart);
    } catch (error) {
      this.#watcher.onError(error);
    }
  }
}

/** Half of it is chance, so that those who have lost a shop together do not come back together. */
function pauseAfter(failures: number): number {
  const longest = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
  return longest / 2 + (Math.random() * longest) / 2;
}
