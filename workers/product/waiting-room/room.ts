import type { Platform } from '../../../shared/actor/platform.ts';
import { hasTables, migrate } from '../../../shared/actor/schema.ts';
import {
  changePace,
  firstPace,
  nextTurn,
  type Paces,
  type Standing,
  standingOf,
  waitingUpTo,
} from '../domain/waiting-line.ts';
import { type Place, PlaceTable } from './place-table.ts';
import { roomMigrations } from './schema.ts';
import type { KeyPair } from './ticket.ts';

/** How fast an open room lets in, and with which keys. */
interface Opened extends KeyPair {
  paces: Paces;
}

/** A place as it stands now. */
export interface Placed {
  number: number;
  standing: Exclude<Standing, { status: 'over' }>;
}

type RoomRow = { private_key: string; public_key: string; paces: string };

/** Those who watch are told so often. */
const tellEveryMs = 1_000;
/** Places whose tickets are over are deleted so often, in portions. */
const tidyEveryMs = 10 * 60_000;
const tidyAtOnce = 500;

/**
 * Those who wait for one product. Not event-sourced: places are of use until their tickets are over, and nothing could
 * be rebuilt from them. Whoever does not come back has had their turn all the same, so that nobody's estimate depends
 * on what others do.
 */
export class Room {
  readonly #platform: Platform;
  readonly #tell: () => Promise<boolean>;
  /** Null until the first opening: asking after a room that nobody opened leaves no trace of it. */
  #places: PlaceTable | null = null;
  #opened: Opened | null = null;

  /** @param tell says to those who watch how they stand, and whether anybody goes on watching; it does not throw */
  constructor(platform: Platform, tell: () => Promise<boolean>) {
    this.#platform = platform;
    this.#tell = tell;
    if (hasTables(platform)) this.#wake();
  }

  /** The keys with which tickets are signed and verified; null where it is closed. */
  get keys(): KeyPair | null {
    return this.#opened;
  }

  /** How many wait now. */
  get waiting(): number {
    const last = this.#places?.last();
    return this.#opened && last ? waitingUpTo(this.#opened.paces, last.turn, this.#now()) : 0;
  }

  /**
   * Opens it, or changes its pace: those who wait keep their order.
   * @param keys used if it is closed; an open room keeps its own, and so the tickets that it has given
   */
  open(perMinute: number, ticketMs: number, keys: KeyPair): void {
    const now = this.#now();
    const { privateKey, publicKey, paces } = this.#opened ?? { ...keys, paces: null };
    const changed = paces ? changePace(paces, perMinute, ticketMs, now) : firstPace(perMinute, ticketMs, now);
    this.#wake();
    this.#platform.sql.exec(
      'INSERT OR REPLACE INTO room (one, private_key, public_key, paces) VALUES (1, ?, ?, ?)',
      privateKey,
      publicKey,
      JSON.stringify(changed),
    );
    this.#opened = { privateKey, publicKey, paces: changed };
  }

  /** Sends everybody away. The keys go too: tickets of this opening are good for nothing in the next. */
  close(): void {
    this.#platform.transactionSync(() => {
      if (!this.#places) return;
      this.#platform.sql.exec('DELETE FROM room');
      this.#places.deleteAll();
    });
    this.#opened = null;
  }

  /** The place that the cart has, or else one at the end of the line. Undefined where the room is closed. */
  take(cart: string): Placed | undefined {
    const [places, opened] = [this.#places, this.#opened];
    if (!places || !opened) return undefined;
    const found = this.look(cart);
    if (found) return found;
    const last = places.last();
    const turn = nextTurn(opened.paces, last?.turn, this.#now());
    places.put({ number: (last?.number ?? 0) + 1, cart, turn });
    this.#ringWithin(tidyEveryMs);
    return this.look(cart);
  }

  /** Undefined where the cart has no place, or not any more. */
  look(cart: string): Placed | undefined {
    const place = this.#places?.of(cart);
    const standing = place && this.#standingOf(place);
    return place && standing && standing.status !== 'over' ? { number: place.number, standing } : undefined;
  }

  /** Somebody watches. */
  watch(): void {
    this.#ringWithin(tellEveryMs);
  }

  /** The one alarm. */
  async ring(): Promise<void> {
    const isWatched = await this.#tell();
    const again = Math.min(isWatched ? tellEveryMs : Infinity, this.#tidy());
    if (again < Infinity) this.#ringWithin(again);
  }

  /**
   * Deletes a portion of those whose tickets are over. The last one stays: it says where the line ends.
   * @returns in how many ms there will be more to do; Infinity for never
   */
  #tidy(): number {
    const first = this.#places?.first(tidyAtOnce) ?? [];
    const last = this.#places?.last();
    const isOver = (place: Place) => this.#standingOf(place).status === 'over';
    const staying = first.find((place) => place.number === last?.number || !isOver(place));
    const lastToGo = staying ? staying.number - 1 : first.at(-1)?.number;
    if (lastToGo === undefined) return Infinity;
    this.#places?.deleteUpTo(lastToGo);
    if (!staying) return tellEveryMs;
    return isOver(staying) ? Infinity : tidyEveryMs;
  }

  #standingOf({ turn }: Place): Standing {
    return this.#opened ? standingOf(this.#opened.paces, turn, this.#now()) : { status: 'over' };
  }

  /** Only ever brings the alarm forward. */
  #ringWithin(ms: number): void {
    const at = this.#now() + ms;
    if (at < (this.#platform.alarmAt ?? Infinity)) this.#platform.setAlarm(at);
  }

  #wake(): void {
    if (this.#places) return;
    migrate(this.#platform, roomMigrations);
    this.#places = new PlaceTable(this.#platform.sql);
    const row = this.#platform.sql.exec<RoomRow>('SELECT * FROM room WHERE one = 1').toArray()[0];
    this.#opened = row
      ? { privateKey: row.private_key, publicKey: row.public_key, paces: JSON.parse(row.paces) as Paces }
      : null;
  }

  #now(): number {
    return this.#platform.now();
  }
}
