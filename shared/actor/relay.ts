import { withDeadline } from '../deadline.ts';
import type { DomainEvent } from './decider.ts';
import type { EventLog, Recorded } from './event-log.ts';
import type { Platform } from './platform.ts';

/** Where an actor's public events go. */
export interface Outlet<State, Event> {
  /**
   * Tells the subscribers. Called again with the same events when it throws or when the actor dies before
   * the cursor has moved, so every subscriber must be idempotent by (source, seq).
   * @param seq the last event that `state` holds
   */
  publish(events: Recorded<Event>[], state: State, seq: number): Promise<void>;
  /** Asks the subscribers whether they have taken in everything up to `seq`. */
  confirm?(state: State, seq: number): Promise<boolean>;
}

/** How far subscribers have been told. The numbers are those of events. */
export interface Told {
  /** The last event that they must hear of; 0 where there is none. */
  lastPublic: number;
  /** When that was, in ms since 1970; 0 where there is none. */
  at: number;
  /** Up to here it was published. */
  published: number;
}

/** How long after a commit the alarm looks whether it was published. The normal way is at once. */
export const relayRetryMs = 10_000;

/**
 * How long subscribers have until they are asked. A queue may lose a message (the local one does, when its
 * process is killed; any does, into the dead letters), so what was sent is only a hope until then.
 */
export const confirmAfterMs = 10_000;
const confirmAtMostMs = 3_600_000;

/** What is due so soon is done when the alarm rings anyway: another ringing would cost a row and a request. */
const confirmSlackMs = 1_000;

const pageSize = 200;
/** A subscriber that takes longer counts as one that has failed, so that it cannot hold up the alarm. */
const deadlineMs = 20_000;

type RelayRow = {
  published: number;
  confirmed: number;
  at: number;
  lastPublic: number;
  lastPublicAt: number;
  lastUrgent: number;
};

/**
 * The log is the outbox: a cursor says how far it has been published, and another how far the subscribers
 * are known to have taken it in. Where they can be asked, only the second is written down when it moves: whoever
 * wakes takes for published what was public, and asks.
 */
export class Relay<State, Event extends DomainEvent> {
  readonly #platform: Platform;
  readonly #log: EventLog<Event>;
  readonly #outlet: Outlet<State, Event> | undefined;
  #published: number;
  #confirmed: number;
  #publishedAt: number;
  #lastPublic = 0;
  #lastPublicAt = 0;
  #lastUrgent = 0;
  /**
   * Up to here it is known to have been published, while `#published` is only where the process before may have come;
   * null: that is known, too.
   */
  #surelyPublished: number | null = null;
  /** Doubles the patience with subscribers each time, so that a backlog is not made longer by repeats. */
  #asked = 0;
  #askedAt = 0;
  #draining: Promise<void> | null = null;

  constructor(platform: Platform, log: EventLog<Event>, outlet: Outlet<State, Event> | undefined) {
    this.#platform = platform;
    this.#log = log;
    this.#outlet = outlet;
    const row = platform.sql.exec<RelayRow>('SELECT * FROM relay WHERE one = 1').toArray()[0];
    this.#published = row?.published ?? 0;
    this.#confirmed = row?.confirmed ?? 0;
    this.#publishedAt = row?.at ?? 0;
    this.#lastPublic = row?.lastPublic ?? 0;
    this.#lastPublicAt = row?.lastPublicAt ?? 0;
    this.#lastUrgent = row?.lastUrgent ?? 0;
  }

  /** Something waits that should not wait for the alarm. */
  get urgent(): boolean {
    return this.pending && this.#lastUrgent > this.#published;
  }

  get pending(): boolean {
    return this.#outlet !== undefined && this.#lastPublic > this.#published;
  }

  get #isUnconfirmed(): boolean {
    return this.#outlet?.confirm !== undefined && this.#confirmed < this.#published;
  }

  get #knownPublished(): number {
    return this.#surelyPublished ?? this.#published;
  }

  get told(): Told {
    const lastPublic = this.pending ? this.#lastPublic : this.#published;
    const [event] = lastPublic === 0 ? [] : this.#log.read(lastPublic - 1, 1);
    return { lastPublic, at: event?.event.at ?? 0, published: this.#knownPublished };
  }

  /** Notes a public event that was just committed, or that is found in the log on waking. */
  note(seq: number, at: number, urgent = true): void {
    if (seq <= this.#published) return;
    // Something new has to go out anyway, so what was taken for published goes with it.
    if (this.#surelyPublished !== null) this.#goBackTo(this.#surelyPublished);
    if (!this.pending) {
      // Nothing before it waits, so the drain need not read what lies between.
      if (this.#confirmed === this.#published) this.#confirmed = seq - 1;
      this.#published = seq - 1;
    }
    this.#lastPublic = seq;
    this.#lastPublicAt = at;
    if (urgent) this.#lastUrgent = seq;
  }

  /** Waking is over. What waits is asked after first, where that can be asked: mostly it was published long ago. */
  woken(): void {
    if (!this.pending || !this.#outlet?.confirm) return;
    this.#surelyPublished = this.#published;
    this.#published = this.#lastPublic;
    this.#publishedAt = this.#lastPublicAt;
  }

  /** What is public behind this event goes out, whether or not it was out before. */
  #goBackTo(seq: number): void {
    this.#published = seq;
    this.#surelyPublished = null;
  }

  /** Joins a snapshot. Waking looks for what waits behind the snapshot only, so what lies before it is written down. */
  keepPending(): void {
    if (this.pending || this.#isUnconfirmed) this.#save();
  }

  /** When the alarm should look after the relay (ms since 1970), or undefined. */
  due(): number | undefined {
    if (this.pending) return this.#lastPublicAt + relayRetryMs;
    if (this.#isUnconfirmed && this.#publishedAt > 0) {
      const patience = Math.min(confirmAfterMs * 2 ** this.#asked, confirmAtMostMs);
      return Math.max(this.#publishedAt, this.#askedAt) + patience;
    }
    return undefined;
  }

  /** Publishes what waits. Two at once are one; throws what the outlet throws, with the cursor where it was. */
  drain(current: () => { state: State; seq: number }): Promise<void> {
    this.#draining ??= this.#drainAll(current).finally(() => {
      this.#draining = null;
    });
    return this.#draining;
  }

  async #drainAll(current: () => { state: State; seq: number }): Promise<void> {
    while (this.#outlet && this.pending) {
      const events = this.#log.read(this.#published, pageSize);
      const last = events.at(-1);
      if (!last) return;
      const { state, seq } = current();
      await withDeadline(this.#outlet.publish(events, state, seq), deadlineMs, 'subscriber');
      // Never past the last public event: it is what subscribers are asked about, also after a restart.
      this.#hasPublished(Math.min(last.seq, this.#lastPublic));
    }
  }

  /** Asks, when it is time, whether all that was published has arrived, and publishes again what has not. */
  async confirmIfDue(now: number, current: () => { state: State; seq: number }): Promise<void> {
    if ((this.due() ?? Infinity) <= now + confirmSlackMs) await this.#confirm(current);
  }

  async #confirm(current: () => { state: State; seq: number }): Promise<void> {
    const asked = this.#published;
    if (!this.#outlet?.confirm || this.pending || this.#confirmed >= asked) return;
    // Counted before the answer, so that patience grows with subscribers that cannot be asked, too.
    this.#asked += 1;
    this.#askedAt = this.#platform.now();
    if (await this.#hasArrived(current().state, asked)) return this.#hasConfirmed(asked);
    // A drain that is under way would move the cursor past what must go out again.
    while (this.#draining) await this.#draining.catch(() => {});
    this.#lastPublic = Math.max(this.#lastPublic, asked);
    this.#goBackTo(this.#confirmed);
    await this.drain(current);
  }

  /** Where it was never sent for all that is known, it goes out, even to those who cannot be asked. */
  async #hasArrived(state: State, seq: number): Promise<boolean> {
    try {
      const answer = this.#outlet?.confirm?.(state, seq) ?? Promise.resolve(false);
      return await withDeadline(answer, deadlineMs, 'subscriber');
    } catch (error) {
      if (this.#surelyPublished !== null) return false;
      throw error;
    }
  }

  #hasPublished(seq: number): void {
    const published = Math.max(this.#published, seq);
    const at = seq > this.#published ? this.#platform.now() : this.#publishedAt;
    if (!this.#outlet?.confirm) this.#save({ published, at });
    this.#published = published;
    this.#publishedAt = at;
  }

  #hasConfirmed(seq: number): void {
    const published = Math.max(this.#published, seq);
    this.#save({ published, confirmed: seq });
    this.#published = published;
    this.#confirmed = seq;
    this.#asked = 0;
    this.#surelyPublished = null;
  }

  #save({
    published = this.#knownPublished,
    confirmed = this.#confirmed,
    at = this.#publishedAt,
  } = {}): void {
    this.#platform.sql.exec(
      `INSERT OR REPLACE INTO relay (one, published, confirmed, at, lastPublic, lastPublicAt, lastUrgent)
       VALUES (1, ?, ?, ?, ?, ?, ?)`,
      published,
      confirmed,
      at,
      this.#lastPublic,
      this.#lastPublicAt,
      this.#lastUrgent,
    );
  }
}
