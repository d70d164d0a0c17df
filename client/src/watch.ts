import { dataOf, type Http } from './http.ts';
import { pause } from './pause.ts';
import { KonbiniProblem } from './problem.ts';
import type { CartView } from './views.ts';

export interface Watcher {
  /** Hears of the cart at once, and again whenever it has changed. */
  onCart: (cart: CartView) => void;
  /** Hears why the cart could not be read, or what `onCart` has thrown. */
  onError: (error: unknown) => void;
  /** Milliseconds from one look to the next, where the cart is looked at. Default: 2,000. */
  everyMs?: number;
}

/**
 * Looks at a cart again and again. This is polling: a change is seen at the next look, not at once. A cart that has
 * not changed is not sent again (If-None-Match). Ends by itself with a cart that changes no more, and where
 * another look would be refused as well; goes on after everything else.
 */
export class CartWatch {
  readonly #http: Http;
  readonly #cart: { id: string; headers: Record<string, string> };
  readonly #watcher: Watcher;
  readonly #ended = new AbortController();
  #etag: string | undefined;
  #isOver = false;

  constructor(http: Http, cart: { id: string; headers: Record<string, string> }, watcher: Watcher) {
    this.#http = http;
    this.#cart = cart;
    this.#watcher = watcher;
  }

  /** Whatever there is to hear has been heard. */
  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#ended.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted && !this.#isOver) {
      await this.#look().catch((error: unknown) => this.#complain(error));
      if (!this.#isOver) await pause(this.#watcher.everyMs ?? 2_000, signal).catch(() => {});
    }
  }

  async #look(): Promise<void> {
    const header = this.#etag === undefined ? {} : { 'If-None-Match': this.#etag };
    const { id, headers } = this.#cart;
    const { signal } = this.#ended;
    const answer = await this.#http.GET('/v1/carts/{id}', {
      params: { path: { id }, header },
      headers,
      signal,
    });
    if (signal.aborted || answer.response.status === 304) return;
    const cart = dataOf(answer);
    this.#etag = answer.response.headers.get('etag') ?? undefined;
    this.#isOver = isFinal(cart);
    this.#watcher.onCart(cart);
  }

  #complain(error: unknown): void {
    if (this.#ended.signal.aborted) return;
    this.#isOver ||= isHopeless(error);
    this.#watcher.onError(error);
  }
}

/** A cart that changes no more. */
export function isFinal({ status }: CartView): boolean {
  return status === 'converted' || status === 'expired';
}

function isHopeless(error: unknown): boolean {
  return error instanceof KonbiniProblem && [401, 403, 404].includes(error.status);
}
