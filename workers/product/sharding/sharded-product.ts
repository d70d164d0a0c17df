import type { Cause } from '../../../shared/actor/event-log.ts';
import type { Platform } from '../../../shared/actor/platform.ts';
import { type Answer, type Call, refused } from '../../../shared/contracts/call.ts';
import type {
  Held,
  ProductBody,
  ProductSnapshot,
  ProductView,
  StockBody,
  StockView,
} from '../../../shared/contracts/product.ts';
import type { ImportStatus, ProductLine } from '../../../shared/contracts/product-line.ts';
import type { Standing } from '../../../shared/projection/standing.ts';
import type { ProductActor } from '../actor.ts';
import { shortage } from '../domain/decide-hold.ts';
import { homeOf, type Layout, ownLayout } from '../domain/layout.ts';
import type { OpenWaitingRoom } from '../domain/product.ts';
import { layoutsOf, type Report, unheardShards, type Word } from '../domain/sharding.ts';
import { Heat, hotShards } from './heat.ts';
import { type Homed, type MaybeLater, unitsLeft } from './homed.ts';
import { type FindShard, SplitStock, type Supply, stockCause } from './split-stock.ts';
import { Upkeep } from './upkeep.ts';

/**
 * A product whose stock may be split over shards. Its methods are what the Durable Object offers. Of one that was
 * never split, every answer is its actor's own, in the same turn.
 */
export class ShardedProduct {
  readonly product: ProductActor;
  readonly #platform: Platform;
  readonly #split: SplitStock;
  readonly #upkeep: Upkeep;
  readonly #heat = new Heat();

  constructor(product: ProductActor, platform: Platform, findShard: FindShard) {
    this.product = product;
    this.#platform = platform;
    this.#split = new SplitStock(product.actor, platform, findShard);
    this.#upkeep = new Upkeep(product.actor, platform, this.#split);
  }

  get actor(): ProductActor['actor'] {
    return this.product.actor;
  }

  put(body: ProductBody, call: Call): MaybeLater<Answer<{ product: ProductView; created: boolean }>> {
    return this.#onceShardsHaveHeard(this.product.put(body, call));
  }

  archive(call: Call): MaybeLater<Answer<null>> {
    return this.#onceShardsHaveHeard(this.product.archive(call));
  }

  adjust(body: StockBody, call: Call): MaybeLater<Answer<StockView>> {
    const adjust = () => this.#served(this.product.adjust(body, call));
    const goesOut = this.#split.isSplit && body.delta < 0;
    return goesOut ? this.#split.withUnits(-body.delta, adjust) : adjust();
  }

  import(line: ProductLine, cause: Cause): MaybeLater<Answer<ImportStatus>> {
    const importLine = () => this.#served(this.product.import(line, cause));
    if (!this.#split.isSplit) return importLine();
    return this.#split.withAllUnits(importLine).then((answer) => this.#onceShardsHaveHeard(answer));
  }

  changeShards(count: number, call: Call): Answer<StockView> {
    const answer = this.product.changeShards(count, call);
    if (this.#split.isSplit) this.#platform.defer(this.#upkeep.goOn());
    return answer;
  }

  openWaitingRoom(room: OpenWaitingRoom, cause: Cause): MaybeLater<Answer<null>> {
    return this.#onceShardsHaveHeard(this.product.openWaitingRoom(room, cause));
  }

  closeWaitingRoom(cause: Cause): MaybeLater<Answer<null>> {
    return this.#onceShardsHaveHeard(this.product.closeWaitingRoom(cause));
  }

  view(): ProductView | null {
    return this.product.view();
  }

  snapshot(): ProductSnapshot | null {
    return this.product.snapshot();
  }

  standing(): Standing<ProductSnapshot> | null {
    return this.product.standing();
  }

  /** With what its shards say now; of those that do not answer, with what they said last. */
  stock(): MaybeLater<StockView | null> {
    return this.#afterCensus(() => this.product.stock());
  }

  export(): MaybeLater<ProductLine | null> {
    return this.#afterCensus(() => this.product.export());
  }

  reserve(
    holdId: string,
    quantity: number,
    ttlMs: number,
    cause: Cause,
    admittedBy?: string,
    placedAt = 0,
  ): MaybeLater<Homed<Held>> {
    const reserve = () => {
      const before = this.actor.seq;
      const answer = this.product.reserve(holdId, quantity, ttlMs, cause, admittedBy, placedAt);
      if (this.actor.seq > before) this.#splitIfHot(cause);
      return answer;
    };
    return this.#wanted(holdId, placedAt, quantity, reserve, () => this.actor.state.status === 'active');
  }

  commit(holdId: string, quantity: number, cause: Cause, placedAt = 0): MaybeLater<Homed<null>> {
    const commit = () => this.product.commit(holdId, quantity, cause);
    return this.#wanted(holdId, placedAt, quantity, commit, () => true);
  }

  release(holdId: string, cause: Cause, placedAt = 0): Homed<null> {
    return this.#atHome(holdId, placedAt, () => this.#served(this.product.release(holdId, cause, placedAt)));
  }

  giveBack(holdId: string, cause: Cause, placedAt = 0): Homed<null> {
    return this.#atHome(holdId, placedAt, () => this.#served(this.product.giveBack(holdId, cause, placedAt)));
  }

  restock(holdId: string, returnId: string, quantity: number, cause: Cause, placedAt = 0): Homed<null> {
    const restock = () => this.#served(this.product.restock(holdId, returnId, quantity, cause));
    return this.#atHome(holdId, placedAt, restock);
  }

  /** Where holds are kept. */
  layouts(): Layout[] {
    const { state } = this.actor;
    return state.status === 'none' ? [ownLayout] : layoutsOf(state);
  }

  /** A shard tells how it stands. */
  report(shard: number, report: Report): Word {
    return this.#split.report(shard, report);
  }

  /** A shard wants units for orders that wait. */
  refill(shard: number, report: Report, wanted: number): Promise<Supply> {
    return this.#split.refill(shard, report, wanted);
  }

  async ring(): Promise<void> {
    await this.product.ring(() => this.#upkeep.goOn());
    this.#split.backlog.serve();
  }

  /**
   * Where too few units are here, and there are shards, these are asked, and the answer comes later.
   *
   * @param mayHave whether enough units would do
   */
  #wanted<Value>(
    holdId: string,
    placedAt: number,
    quantity: number,
    ask: () => Answer<Value>,
    mayHave: () => boolean,
  ): MaybeLater<Homed<Value>> {
    const attempt = () => this.#atHome(holdId, placedAt, ask);
    const first = attempt();
    if (!this.#split.isSplit || unitsLeft(first) === undefined || !mayHave()) return first;
    return this.#split.backlog.wait(quantity, attempt, (left) => {
      const there = mayHave() ? left : 0;
      return there < quantity ? refused(shortage(this.product.id, quantity, there)) : null;
    });
  }

  #atHome<Value>(holdId: string, placedAt: number, ask: () => Answer<Value>): Homed<Value> {
    const layouts = this.layouts();
    return homeOf(layouts, holdId, placedAt) === null ? ask() : { moved: layouts };
  }

  /** Units that have come free are for those who wait. */
  #served<Value>(answer: Value): Value {
    this.#split.backlog.serve();
    return answer;
  }

  #splitIfHot(cause: Cause): void {
    if (this.#split.isSplit || !this.#heat.isHotAfterHold(this.#platform.now())) return;
    const command = { type: 'ChangeShards', productId: this.product.id, count: hotShards } as const;
    const hot = { ...command, at: this.#platform.now(), reason: 'hot' };
    this.actor.handleOwn(hot, { ...stockCause, trace: cause.trace });
  }

  #afterCensus<Value>(read: () => Value): MaybeLater<Value> {
    return this.#split.isSplit ? this.#split.census().then(read) : read();
  }

  /** So that a buyer who comes after the answer meets the new price at every shard that is there. */
  #onceShardsHaveHeard<Value>(answer: Answer<Value>): MaybeLater<Answer<Value>> {
    const { state } = this.actor;
    if (state.status === 'none' || unheardShards(state).length === 0) return answer;
    return this.#upkeep.goOn().then(() => answer);
  }
}
