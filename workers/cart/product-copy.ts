import type { Platform } from '../../shared/actor/platform.ts';
import { hasTable } from '../../shared/actor/schema.ts';
import { type ProductSnapshot, productSnapshotSchema, stockBand } from '../../shared/contracts/product.ts';
import type { ProductFacts } from './domain/line.ts';

/** Told in portions, so that a product in very many carts does not hold the actor for long. */
const cartsAtOnce = 50;
/**
 * A cart that began to watch this recently may be about to add the product: it is told again later. Longer
 * than an add can be on its way (`maxFactsAgeMs`).
 */
const watchGraceMs = 10_000;
/** When carts could not be told, or the telling was cut off. */
const tellAgainMs = 10_000;

/** `knowsMore`: the cart holds it, and has heard something newer and different from Product itself. */
export type Heard = 'held' | 'notHeld' | 'knowsMore';

/** Tells a cart about a product; answers whether it still holds it. */
export type TellCart = (cartId: string, productId: string, facts: ProductFacts) => Promise<Heard>;

/** `told`: carts up to this one have been told; null when all have. Only those that watch since `since` are. */
type CopyRow = { snapshot: string; told: string | null; since: number };

/** `since` in ms since 1970. */
type Watch = { cart: string; since: number };

/**
 * The cart service's own copy of a product, and the carts that watch it. It is fed by ProductUpdated, keeps
 * the newest, and passes it on to the carts; so carts go on working while Product does not.
 *
 * It is a cache, not a source of truth: nothing is lost with it that the next message would not bring back.
 */
export class ProductCopy {
  readonly #platform: Platform;
  readonly #tell: TellCart;
  #telling: Promise<void> | null = null;
  /** As it stands in the table. Every item that is added asks for it. Undefined: not read yet. */
  #snapshot: ProductSnapshot | null | undefined;

  constructor(platform: Platform, tell: TellCart) {
    this.#platform = platform;
    this.#tell = tell;
  }

  get snapshot(): ProductSnapshot | null {
    if (this.#snapshot === undefined) {
      const row = this.#row();
      this.#snapshot = row ? productSnapshotSchema.parse(JSON.parse(row.snapshot)) : null;
    }
    return this.#snapshot;
  }

  /** Takes in what is newer, and passes it on behind the answer. Older or repeated news change nothing. */
  take(snapshot: ProductSnapshot): void {
    const own = this.snapshot;
    if (own && own.seq >= snapshot.seq) return;
    if (own && looksTheSame(own, snapshot) && this.#row()?.told === null) {
      this.#platform.sql.exec('UPDATE copy SET snapshot = ?', JSON.stringify(snapshot));
      this.#snapshot = snapshot;
      return;
    }
    this.#createTables();
    this.#platform.sql.exec(
      "INSERT OR REPLACE INTO copy (one, snapshot, told, since) VALUES (1, ?, '', 0)",
      JSON.stringify(snapshot),
    );
    this.#snapshot = snapshot;
    this.#platform.setAlarm(this.#platform.now() + tellAgainMs);
    this.#platform.defer(this.#passOn());
  }

  /**
   * Registers a cart and returns the newest that is known. A product that was never heard of is not watched,
   * unless the caller knows it: a made-up id leaves no trace.
   */
  watch(cartId: string, seed: ProductSnapshot | null): ProductSnapshot | null {
    if (seed) this.take(seed);
    const snapshot = this.snapshot;
    if (!snapshot) return null;
    this.#platform.sql.exec(
      `INSERT INTO watcher (cart, since) VALUES (?1, ?2)
       ON CONFLICT (cart) DO UPDATE SET since = ?2 WHERE since < ?2 - ?3`,
      cartId,
      this.#platform.now(),
      watchGraceMs / 2,
    );
    return snapshot;
  }

  async ring(): Promise<void> {
    await this.#passOn();
  }

  /** Two at once are one: the one under way sees what has come in meanwhile. */
  #passOn(): Promise<void> {
    this.#telling ??= this.#tellCarts().finally(() => {
      this.#telling = null;
    });
    return this.#telling;
  }

  async #tellCarts(): Promise<void> {
    const now = this.#platform.now();
    let again: number | undefined;
    for (let row = this.#row(); row && row.told !== null; row = this.#row()) {
      const carts = this.#watchersBehind(row.told, row.since);
      const last = carts.at(-1)?.cart;
      // Only if nothing newer has come in while the last of them were told.
      const condition = 'WHERE snapshot = ? AND since = ?';
      if (last === undefined) {
        this.#platform.sql.exec(`UPDATE copy SET told = NULL ${condition}`, row.snapshot, row.since);
        continue;
      }
      const missed = await this.#tellEach(carts, JSON.parse(row.snapshot) as ProductSnapshot, now);
      if (missed !== undefined) again = Math.min(missed, again ?? missed);
      this.#platform.sql.exec(`UPDATE copy SET told = ? ${condition}`, last, row.snapshot, row.since);
    }
    if (again !== undefined) this.#tellAgain(again);
  }

  /** Those that watch since then once more; those that have understood will notice nothing. */
  #tellAgain(since: number): void {
    this.#platform.sql.exec("UPDATE copy SET told = '', since = ?", since);
    this.#platform.setAlarm(this.#platform.now() + tellAgainMs);
  }

  /** Returns since when the oldest watch began that is to be told again, or undefined for none. */
  async #tellEach(carts: Watch[], snapshot: ProductSnapshot, now: number): Promise<number | undefined> {
    const facts = factsOf(snapshot);
    const missed: number[] = [];
    await Promise.all(
      carts.map(async ({ cart, since }) => {
        const answer = await this.#tell(cart, snapshot.productId, facts).catch(() => undefined);
        if (answer === 'held') return;
        // Who knows more must hear of the next news too, even if it looks like ours: it is not what they know.
        const isAhead = answer === 'knowsMore';
        if (answer === undefined || isAhead || since >= now - watchGraceMs) missed.push(since);
        else this.#endWatch(cart, since);
      }),
    );
    return missed.length > 0 ? Math.min(...missed) : undefined;
  }

  /** Unless the cart has taken up the product again while it was being told. */
  #endWatch(cart: string, since: number): void {
    this.#platform.sql.exec('DELETE FROM watcher WHERE cart = ? AND since = ?', cart, since);
  }

  #watchersBehind(after: string, since: number): Watch[] {
    return this.#platform.sql
      .exec<Watch>(
        'SELECT cart, since FROM watcher WHERE cart > ? AND since >= ? ORDER BY cart LIMIT ?',
        after,
        since,
        cartsAtOnce,
      )
      .toArray();
  }

  #row(): CopyRow | undefined {
    if (!hasTable(this.#platform.sql, 'copy')) return undefined;
    return this.#platform.sql
      .exec<CopyRow>('SELECT snapshot, told, since FROM copy WHERE one = 1')
      .toArray()[0];
  }

  #createTables(): void {
    this.#platform.sql.exec(
      `CREATE TABLE IF NOT EXISTS copy (one INTEGER PRIMARY KEY CHECK (one = 1), snapshot TEXT NOT NULL, told TEXT, since INTEGER NOT NULL);
       CREATE TABLE IF NOT EXISTS watcher (cart TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;`,
    );
  }
}

/** Whether no cart would show anything else: of many units, some more or less are not worth telling them all. */
export function looksTheSame(a: ProductSnapshot, b: ProductSnapshot): boolean {
  return factsLookTheSame(factsOf(a), factsOf(b));
}

export function factsLookTheSame(a: ProductFacts, b: ProductFacts): boolean {
  const shown = ({ name, image, priceMinor, currency, status, available }: ProductFacts) =>
    JSON.stringify([name, image, priceMinor, currency, status, available && stockBand(available)]);
  return shown(a) === shown(b);
}

/** What a cart keeps of a product. */
export function factsOf(snapshot: ProductSnapshot): ProductFacts {
  const { seq, name, image, price, status, available } = snapshot;
  return { seq, name, image, priceMinor: price.amount, currency: price.currency, status, available };
}
