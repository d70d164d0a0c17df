import type { Result } from '../result.ts';
import { Alarm, attempt, type Due } from './alarm.ts';
import type { DomainEvent } from './decider.ts';
import type { ActorDefinition } from './definition.ts';
import { DueEntries } from './due-entries.ts';
import type { Cause, Recorded } from './event-log.ts';
import type { Platform } from './platform.ts';
import type { Outlet, Told } from './relay.ts';
import { answerToRepeat, type Handled, type Request, refused } from './request.ts';
import type { Recollection, Repeatable } from './request-memory.ts';
import { hasTables, migrateActor } from './schema.ts';
import { openStores, type Stores } from './stores.ts';

/** Waking reads at most about this many events behind the snapshot. */
const snapshotEvery = 100;
/** A waking that has read so many leaves a snapshot, since another command may never come. */
const snapshotOnWakingAfter = 1_000;
const replayPageSize = 500;

/** The cause of what the actor does by itself. */
export const timerCause: Cause = { caller: 'timer', request: '', trace: '' };

/**
 * The event-sourced actor: commands in, events into the log, state from the events. Everything in `handle`
 * is synchronous: between looking at the state and writing the events nobody else can get in.
 */
export class Actor<State, Command, Event extends DomainEvent, Rejection, Entry = never> {
  readonly #platform: Platform;
  readonly #definition: ActorDefinition<State, Command, Event, Rejection, Entry>;
  readonly #outlet: Outlet<State, Event> | undefined;
  /** Null until the first commit: reading an actor that nobody made leaves no trace of it. */
  #stores: Stores<State, Command, Event, Entry> | null = null;
  #state: State;
  #seq = 0;
  #snapshotSeq = 0;
  readonly #alarm: Alarm;
  readonly #dueEntries = new DueEntries();

  constructor(
    platform: Platform,
    definition: ActorDefinition<State, Command, Event, Rejection, Entry>,
    outlet?: Outlet<State, Event>,
  ) {
    this.#platform = platform;
    this.#alarm = new Alarm(platform);
    this.#definition = definition;
    this.#outlet = outlet;
    this.#state = definition.decider.initialState;
    if (hasTables(platform)) this.#wake();
  }

  get state(): State {
    return this.#state;
  }

  /** The number of the last event; 0 where nothing has happened. */
  get seq(): number {
    return this.#seq;
  }

  /** The version that clients see and name in If-Match. */
  get version(): number {
    return this.#definition.version?.(this.#state, this.#seq) ?? this.#seq;
  }

  entry(id: string): Entry | undefined {
    return this.#stores?.entries.get(id);
  }

  /** Entries in order of their ids, behind `after`. */
  entriesPage(after: string, limit: number): { id: string; entry: Entry }[] {
    return this.#stores?.entries.page(after, limit) ?? [];
  }

  /** How far others have been told; null where nothing has happened. */
  get told(): Told | null {
    return this.#stores?.relay.told ?? null;
  }

  /** Events in order, behind the sequence number `after`. */
  events(after: number, limit: number): Recorded<Event>[] {
    return this.#stores?.log.read(after, limit) ?? [];
  }

  /** What is remembered of a request, without deciding anything. */
  recall(repeat: Repeatable): Recollection {
    return this.#stores?.memory.recall(repeat, this.#platform.now()) ?? { kind: 'new' };
  }

  /**
   * Decides a command and commits what comes of it: events, entries, the memory of the request and the alarm
   * together. A throw leaves everything as it was.
   *
   * @param answer what the caller hears, computed from the state after the commit and kept for repeats.
   *   Without it the answer comes later, by `finishRunning`; until then a repeat hears RequestInProgress.
   */
  handle<Answer>(request: Request<Command>, answer?: () => Answer): Handled<Answer, Rejection> {
    const known = request.repeat && answerToRepeat<Answer, Rejection>(this.recall(request.repeat));
    if (known) return known;
    if (request.ifVersion !== undefined && request.ifVersion !== this.version) {
      return refused({ type: 'VersionMismatch', version: this.version });
    }
    return { ...this.#decide(request, answer), replayed: false };
  }

  /** A command of the actor's own: from a timer, or the outcome of an effect. */
  handleOwn(command: Command, cause: Cause = timerCause): Result<undefined, Rejection> {
    return this.#decide({ command, cause }, () => undefined);
  }

  /** Answers the requests that were taken without an answer: all of them, or the one with this key. */
  finishRunning<Answer>(result: Result<Answer, Rejection>, key?: string): void {
    this.#stores?.memory.finishRunning(JSON.stringify(result), key);
  }

  /** Lets the requests that were taken without an answer be made anew. */
  forgetRunning(): void {
    this.#stores?.memory.forgetRunning();
  }

  /** Lets the requests that got this answer be made anew. */
  forgetAnswer<Answer>(result: Result<Answer, Rejection>): void {
    this.#stores?.memory.forgetAnswer(JSON.stringify(result));
  }

  /** Publishes behind the answer. What fails here is tried again by the alarm. */
  publishSoon(): void {
    const relay = this.#stores?.relay;
    if (!relay?.urgent) return;
    const drained = relay.drain(() => this);
    this.#platform.defer(drained.catch((error) => console.warn('relay, the alarm tries again:', error)));
  }

  /**
   * The one alarm. It never throws and always leaves itself set while anything is still to come, because the
   * platform gives up on an alarm that has failed six times.
   * @param onDue what the service does on top, such as going on with a saga
   */
  async ring(onDue?: () => Promise<void>): Promise<void> {
    if (!this.#stores) return;
    const { relay, memory } = this.#stores;
    const now = this.#platform.now();
    let moreEntries = false;
    await attempt(() => {
      moreEntries = this.#handleDueEntries(now);
    });
    await attempt(() => this.#handleDueState(now));
    if (onDue) await attempt(onDue);
    await attempt(() => relay.drain(() => this));
    await attempt(() => relay.confirmIfDue(now, () => this));
    await attempt(() => memory.forget(now));
    try {
      this.#alarm.setAnew(now, this.#dues(now), moreEntries);
    } catch (error) {
      console.error('alarm, set again without knowing what is due:', error);
      this.#alarm.setInAnyCase();
    }
  }

  #decide<Answer>(request: Request<Command>, answer?: () => Answer): Result<Answer, Rejection> {
    const { command, repeat } = request;
    const entry = this.#stores?.entries.find(command);
    const decision = this.#definition.decider.decide(this.#state, command, entry);
    if (decision.ok) return this.#commit(decision.value, request, answer);
    if (repeat && this.#stores && !this.#definition.isTransient?.(decision.rejection)) {
      this.#stores.memory.remember(repeat, JSON.stringify(decision), this.#platform.now());
      this.#alarm.bringForward([this.#stores.memory.due(), ...this.#duesIfUnset(request.cause)]);
    }
    return decision;
  }

  #commit<Answer>(
    events: Event[],
    request: Request<Command>,
    answer?: () => Answer,
  ): Result<Answer, Rejection> {
    // Already done, and nothing to remember: an actor that nobody made is not made by this either.
    if (events.length === 0 && !request.repeat) return { ok: true, value: answer?.() as Answer };
    const { relay, memory, dues, toPublish, result } = this.#writeAll(events, request, answer);
    // It is committed: whatever fails from here on must not take the state back.
    for (const { seq, at, urgent } of toPublish) relay.note(seq, at, urgent);
    this.#alarm.bringForward([...dues, relay.due(), memory.due()]);
    return result;
  }

  /** All of it, or none: neither on the disk nor in memory. */
  #writeAll<Answer>(events: Event[], request: Request<Command>, answer?: () => Answer) {
    const [stores, state, seq, snapshotSeq] = [this.#stores, this.#state, this.#seq, this.#snapshotSeq];
    try {
      return this.#platform.transactionSync(() => this.#write(events, request, answer));
    } catch (error) {
      this.#stores = stores;
      this.#state = state;
      this.#seq = seq;
      this.#snapshotSeq = snapshotSeq;
      throw error;
    }
  }

  #write<Answer>(events: Event[], { cause, repeat }: Request<Command>, answer?: () => Answer) {
    const stores = this.#stores ?? this.#create();
    this.#snapshotIfFar(stores);
    const dues: Due[] = [];
    const toPublish: { seq: number; at: number; urgent: boolean }[] = [];
    for (const event of events) {
      const telling = this.#apply(event);
      if (telling) toPublish.push({ seq: this.#seq, at: event.at, urgent: telling !== 'soon' });
      dues.push(stores.record(this.#seq, event, cause));
    }
    const result = { ok: true as const, value: answer?.() as Answer };
    if (repeat) stores.memory.remember(repeat, answer ? JSON.stringify(result) : null, this.#platform.now());
    dues.push(this.#definition.due?.(this.#state), ...this.#duesIfUnset(cause));
    return { ...stores, result, dues, toPublish };
  }

  /** Joins a commit, of the state before it. */
  #snapshotIfFar({ relay, snapshots }: Stores<State, Command, Event, Entry>): void {
    if (this.#seq - this.#snapshotSeq < snapshotEvery) return;
    snapshots.save(this.#seq, this.#state);
    relay.keepPending();
    this.#snapshotSeq = this.#seq;
  }

  /** Returns whether others must hear of the event, and how soon. */
  #apply(event: Event): boolean | 'now' | 'soon' {
    const before = this.#state;
    this.#state = this.#definition.decider.evolve(before, event);
    this.#seq += 1;
    return this.#definition.isPublic?.(event, before, this.#state) ?? false;
  }

  /** Returns whether there may be more. */
  #handleDueEntries(now: number): boolean {
    if (!this.#stores) return false;
    return this.#dueEntries.take(this.#stores.entries, now, (id) => {
      const command = this.#definition.commandWhenEntryDue?.(id, now);
      if (command) this.handleOwn(command);
    });
  }

  #handleDueState(now: number): void {
    if ((this.#definition.due?.(this.#state) ?? Infinity) > now) return;
    const command = this.#definition.commandWhenDue?.(this.#state, now);
    if (command) this.handleOwn(command);
  }

  /**
   * While the alarm rings none is set. Should the process die of that, the platform rings for what was set
   * meanwhile and for nothing sooner, so whoever sets it then thinks of all. The ringing itself sets it anew.
   */
  #duesIfUnset(cause: Cause): Due[] {
    return this.#platform.alarmAt === null && cause.caller !== timerCause.caller ? this.#dues(0) : [];
  }

  #dues(triedUntil: number): Due[] {
    if (!this.#stores) return [];
    const { entries, relay, memory } = this.#stores;
    return [
      this.#definition.due?.(this.#state),
      entries.nextDue(0),
      // Behind entries that could not be handled there may be one that is due sooner than these are tried again.
      entries.nextDue(triedUntil),
      relay.due(),
      memory.due(),
    ];
  }

  #create(): Stores<State, Command, Event, Entry> {
    migrateActor(this.#platform);
    this.#stores = openStores(this.#platform, this.#definition, this.#outlet);
    return this.#stores;
  }

  #wake(): void {
    const stores = this.#create();
    const { log, snapshots, relay } = stores;
    const snapshot = snapshots.read();
    if (snapshot) {
      this.#state = snapshot.state;
      this.#seq = snapshot.seq;
      this.#snapshotSeq = snapshot.seq;
    }
    for (let page = log.read(this.#seq, replayPageSize); page.length > 0; ) {
      for (const { event } of page) {
        const telling = this.#apply(event);
        if (telling) relay.note(this.#seq, event.at, telling !== 'soon');
      }
      page = page.length < replayPageSize ? [] : log.read(this.#seq, replayPageSize);
    }
    relay.woken();
    if (this.#seq - this.#snapshotSeq >= snapshotOnWakingAfter) {
      this.#platform.transactionSync(() => this.#snapshotIfFar(stores));
    }
    // An alarm that the platform has given up on is set again by whoever calls next.
    this.#alarm.bringForward(this.#dues(0));
  }
}
