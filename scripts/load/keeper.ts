import { randomUUID } from 'node:crypto';
import type { StockView } from '../../shared/contracts/product.ts';
import { pause } from '../../shared/pause.ts';
import { type Entry, now, type Recorder } from '../histories/history.ts';
import type { Api, Reply } from './api.ts';

export const priceMinor = 700;

/** Longer than any outage that is made here. */
const maxAttempts = 120;

/** Who puts goods on the shelves and counts them. */
export class Keeper {
  readonly #name: string;
  readonly #api: Api;
  readonly #history: Recorder;

  constructor(name: string, api: Api, history: Recorder) {
    this.#name = name;
    this.#api = api;
    this.#history = history;
  }

  /** @throws when the shop does not take it */
  async list(product: string, units: number): Promise<void> {
    const details = { name: product, price: { amount: priceMinor, currency: 'EUR' } };
    await this.#api.asked('PUT', `/v1/products/${product}`, details);
    await this.receive(product, units);
  }

  /**
   * Repeats it until there is an answer, so that it is known how much there ever was.
   * @param units below 0: taken out
   * @throws when there is no answer for a minute or more
   */
  async receive(product: string, units: number): Promise<void> {
    const call = now();
    const key = randomUUID();
    for (let attempts = 1; attempts <= maxAttempts; attempts++) {
      const { status, body } = await this.#adjust(product, units, key);
      const known = { argument: units, attempts };
      if (status === 200)
        return this.#note('receive', product, call, { ...known, outcome: 'ok', result: stockOf(body) });
      if (body.code === 'stock-held')
        return this.#note('receive', product, call, {
          ...known,
          outcome: 'fail',
          result: { code: 'stock-held' },
        });
      await pause(500);
    }
    throw new Error(`${maxAttempts} tries to receive ${product} got no answer: is the shop still there?`);
  }

  async count(product: string): Promise<void> {
    const call = now();
    const { status, body } = await this.#api.asAdmin<StockView>('GET', `/v1/products/${product}/stock`);
    if (status === 200) this.#note('stock', product, call, { outcome: 'ok', result: stockOf(body) });
  }

  #adjust(product: string, units: number, key: string): Promise<Reply<StockView & { code?: string }>> {
    return this.#api.asAdmin('POST', `/v1/products/${product}/stock`, {
      body: { delta: units },
      headers: { 'idempotency-key': key },
    });
  }

  #note(
    operation: Entry['operation'],
    product: string,
    call: number,
    known: Pick<Entry, 'outcome' | 'result'> & Partial<Entry>,
  ): void {
    const rest = { order: null, argument: null, return: now(), attempts: 1 };
    this.#history.add({ client: this.#name, operation, product, call, ...rest, ...known });
  }
}

function stockOf({ onHand, held, sold }: StockView) {
  return { onHand, held, sold };
}
