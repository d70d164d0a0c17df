import type { Answer } from '../../shared/contracts/call.ts';
import { must } from './must.ts';
import { type Balance, balanceOf } from './stock.ts';
import type { StockActors } from './stock-actors.ts';

interface Call {
  productId: string;
  /** The fewest units that were free in all, wherever they were, since it was made. */
  fewest: number;
}

/** Sees to it that nobody is told that there is too little while there is enough. */
export class SoldOutWatch {
  readonly #stock: StockActors;
  readonly #calls = new Set<Call>();
  #wrong: string | null = null;
  /** How many calls were told that there is too little. */
  refusals = 0;

  constructor(stock: StockActors) {
    this.#stock = stock;
  }

  /** Looks at what is free now, for all calls that are under way. */
  look(balances: Map<string, Balance>): void {
    // Not thrown where it is noticed: to the shop that would be one more fault that it survives.
    must(this.#wrong === null, this.#wrong ?? '');
    for (const call of this.#calls) {
      call.fewest = Math.min(call.fewest, balances.get(call.productId)?.free ?? 0);
    }
  }

  async watched<Value>(
    productId: string,
    quantity: number,
    ask: () => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> {
    const call = { productId, fewest: this.#free(productId) };
    this.#calls.add(call);
    try {
      const answer = await ask();
      const fewest = Math.min(call.fewest, this.#free(productId));
      const isSoldOut = !answer.ok && answer.rejection.type === 'InsufficientStock';
      if (isSoldOut) this.refusals += 1;
      if (isSoldOut && fewest >= quantity)
        this.#wrong ??= `${productId}: ${quantity} were refused, and ${fewest} were free all the time`;
      return answer;
    } finally {
      this.#calls.delete(call);
    }
  }

  #free(productId: string): number {
    return balanceOf(this.#stock, productId)?.free ?? 0;
  }
}
