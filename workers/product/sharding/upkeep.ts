import type { Actor } from '../../../shared/actor/actor.ts';
import type { Platform } from '../../../shared/actor/platform.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { ProductCommand } from '../domain/commands.ts';
import type { Hold } from '../domain/hold.ts';
import type { Product, ProductEvent } from '../domain/product.ts';
import { openShards, type Sharding, unheardShards } from '../domain/sharding.ts';
import { type SplitStock, stockCause } from './split-stock.ts';

/** How soon the alarm looks after what is under way, should its process have died. */
const takeUpAfterMs = 5_000;

/** New orders wait until all homes are sealed: one that does not answer is asked so often before the alarm asks. */
const sealAtOnce = 3;

/** When the alarm should look after the shards (ms since 1970), or undefined. */
export function upkeepDue(product: Product): number | undefined {
  if (product.status === 'none' || !product.sharding) return undefined;
  const { changing } = product.sharding;
  if (changing) return changing.at + takeUpAfterMs;
  return unheardShards(product).length > 0 ? product.updatedAt + takeUpAfterMs : undefined;
}

/** Brings to its end what a product has begun with its shards: a change of their number, and news of its details. */
export class Upkeep {
  readonly #actor: Actor<Product, ProductCommand, ProductEvent, Rejection, Hold>;
  readonly #platform: Platform;
  readonly #stock: SplitStock;
  #last: Promise<void> = Promise.resolve();

  constructor(
    actor: Actor<Product, ProductCommand, ProductEvent, Rejection, Hold>,
    platform: Platform,
    stock: SplitStock,
  ) {
    this.#actor = actor;
    this.#platform = platform;
    this.#stock = stock;
  }

  /** One after the other: what has begun meanwhile is seen to as well. What cannot be done now the alarm does. */
  goOn(): Promise<void> {
    this.#last = this.#last
      .then(() => this.#work())
      .catch((error) => console.warn('shards, the alarm tries again:', error));
    return this.#last;
  }

  async #work(): Promise<void> {
    for (let failed = 0; this.#sharding?.changing && failed < sealAtOnce; ) {
      const sealed = await this.#sealHomes(this.#sharding, this.#sharding.changing.from);
      if (!sealed) failed += 1;
    }
    if (this.#sharding) await this.#stock.tellUnheard();
  }

  /** Says whether all of today's homes refuse orders from some moment on. */
  async #sealHomes({ layouts }: Sharding, from: number): Promise<boolean> {
    const { state } = this.#actor;
    if (state.status === 'none') return false;
    const seal = { from, known: layouts.length };
    const homes = Array.from({ length: openShards(state) }, (_, shard) => shard);
    const sealing = homes.map((shard) => this.#stock.say(shard, { recall: true, seal }));
    const reports = await Promise.all(sealing).catch((error) => {
      console.warn('a shard could not be sealed; the alarm tries again:', error);
      return null;
    });
    if (!reports) return false;
    const last = Math.max(...reports.map(({ sealedFrom }) => sealedFrom ?? 0));
    this.#actor.handleOwn({ type: 'FinishChange', at: this.#platform.now(), from: last }, stockCause);
    return true;
  }

  get #sharding(): Sharding | undefined {
    const { state } = this.#actor;
    return state.status === 'none' ? undefined : state.sharding;
  }
}
