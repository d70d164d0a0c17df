import type { Api } from '../scripts/load/api.ts';
import type { OrderView } from '../shared/contracts/order.ts';
import { pause } from '../shared/pause.ts';

const lookEveryMs = 50;
/** Whatever has happened must be listed so soon. */
const patienceMs = 30_000;

/** Looks at the list of orders all the time, and notes how old each version of an order is when it is first shown. */
export class Watcher {
  /** In ms, from the event to the answer that shows it: too long by a look at most. */
  readonly lags: number[] = [];
  readonly #seen = new Set<string>();
  readonly #confirmed = new Set<string>();
  readonly #api: Api;
  readonly #from = new Date().toISOString();

  constructor(api: Api) {
    this.#api = api;
  }

  async watchUntil(end: number): Promise<void> {
    for (; Date.now() < end; await pause(lookEveryMs)) await this.#look();
  }

  /** @throws when not all of these orders are shown as confirmed in time */
  async watchFor(orders: readonly string[]): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (; !orders.every((id) => this.#confirmed.has(id)); await pause(lookEveryMs)) {
      if (Date.now() > deadline) throw new Error('not every order was listed in time');
      await this.#look();
    }
  }

  /** All that are behind the newest hundred were seen before, unless lags differ by seconds; then `watchFor` fails. */
  async #look(): Promise<void> {
    const { items } = await this.#api.asked<{ items: OrderView[] }>(
      'GET',
      `/v1/orders?from=${this.#from}&limit=100`,
    );
    const now = Date.now();
    for (const { id, version, updatedAt, status } of items) {
      if (status === 'confirmed') this.#confirmed.add(id);
      const key = `${id} ${version}`;
      if (!this.#seen.has(key)) this.lags.push(now - Date.parse(updatedAt));
      this.#seen.add(key);
    }
  }
}
