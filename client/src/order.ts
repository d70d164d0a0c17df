import { dataOf, type Http } from './http.ts';
import { pause } from './pause.ts';
import { isProblemCode, KonbiniProblem } from './problem.ts';
import { problemStatuses } from './problem-statuses.ts';
import type { OrderView, Timeline } from './views.ts';

/** How long a decision is waited for, and how often it is asked for, in milliseconds. */
export interface Patience {
  withinMs: number;
  everyMs: number;
}

export const defaultPatience: Patience = { withinMs: 60_000, everyMs: 500 };

/** An order in the shop. Nothing of it is kept here: every call asks the shop. */
export class Order {
  readonly id: string;
  readonly #http: Http;
  readonly #headers: Record<string, string>;

  constructor(http: Http, id: string, headers: Record<string, string>) {
    this.id = id;
    this.#http = http;
    this.#headers = headers;
  }

  async read(): Promise<OrderView> {
    return dataOf(await this.#http.GET('/v1/orders/{id}', this.#named));
  }

  /** The checkout as it happened, step by step. */
  async timeline(): Promise<Timeline> {
    return dataOf(await this.#http.GET('/v1/orders/{id}/timeline', this.#named));
  }

  /** Stock goes back, money goes back; what could not be given back yet follows. */
  async cancel(): Promise<OrderView> {
    return dataOf(await this.#http.POST('/v1/orders/{id}/cancel', { ...this.#named, body: {} }));
  }

  /**
   * Waits until the checkout is decided, a buyer's approval of the payment included. An order that is open even
   * then is answered as it is.
   *
   * @throws {KonbiniProblem} why the checkout failed
   */
  async whenDecided(patience: Partial<Patience> = {}): Promise<OrderView> {
    const isDecided = ({ status }: OrderView) => status !== 'placing' && status !== 'awaitingPayment';
    return unlessFailed(await this.when(isDecided, patience));
  }

  /** Asks until the order is as wanted, or the time is over, and answers what was seen last. */
  async when(isWanted: (order: OrderView) => boolean, patience: Partial<Patience> = {}): Promise<OrderView> {
    const { withinMs, everyMs } = { ...defaultPatience, ...patience };
    const deadline = Date.now() + withinMs;
    for (;;) {
      const order = await this.read();
      if (isWanted(order) || Date.now() + everyMs > deadline) return order;
      await pause(everyMs);
    }
  }

  get #named() {
    return { params: { path: { id: this.id } }, headers: this.#headers };
  }
}

/** Who waited is told what a direct answer would have told. @throws {KonbiniProblem} */
export function unlessFailed(order: OrderView): OrderView {
  const { status, failure } = order;
  if (status !== 'failed' || failure === undefined) return order;
  throw new KonbiniProblem(isProblemCode(failure.code) ? problemStatuses[failure.code] : 409, failure);
}
