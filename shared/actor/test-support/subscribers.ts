import type { Recorded } from '../event-log.ts';
import type { Outlet } from '../relay.ts';
import type { Tally, TallyEvent } from './tally.ts';

/** An outlet that notes what it is told. It can be down, be slow, and lose what it was given. */
export class Subscribers implements Outlet<Tally, TallyEvent> {
  /** The sequence numbers of each call of `publish`. */
  readonly told: number[][] = [];
  readonly states: { total: number; seq: number }[] = [];
  down = false;
  /** What is published is accepted, and lost on the way. */
  lossy = false;
  #gate: PromiseWithResolvers<void> | null = null;

  async publish(events: Recorded<TallyEvent>[], state: Tally, seq: number): Promise<void> {
    if (this.down) throw new Error('subscribers are down');
    this.told.push(events.map((event) => event.seq));
    this.states.push({ total: state.total, seq });
    await this.#gate?.promise;
    if (!this.lossy) this.arrived(events);
  }

  /** From now on `publish` does not come back until the function returned is called. */
  hold(): () => void {
    const gate = Promise.withResolvers<void>();
    this.#gate = gate;
    return () => {
      this.#gate = null;
      gate.resolve();
    };
  }

  protected arrived(_events: Recorded<TallyEvent>[]): void {}
}

/** Subscribers that can be asked how far they have come, and know it by the public events alone. */
export class ConfirmingSubscribers extends Subscribers {
  readonly #isPublic: (event: TallyEvent) => boolean;
  /** The sequence numbers that they were asked about. */
  readonly asked: number[] = [];
  unreachable = false;
  /** The last public event that they have taken in. */
  newest = 0;
  #onAsked: () => Promise<void> = async () => {};

  constructor(isPublic: (event: TallyEvent) => boolean = (event) => event.type === 'Announced') {
    super();
    this.#isPublic = isPublic;
  }

  async confirm(_state: Tally, seq: number): Promise<boolean> {
    this.asked.push(seq);
    if (this.unreachable) throw new Error('subscribers cannot be asked');
    const arrived = this.newest >= seq;
    await this.#onAsked();
    return arrived;
  }

  /** What goes on while they think about their answer. */
  whileAsked(work: () => Promise<void>): void {
    this.#onAsked = work;
  }

  protected override arrived(events: Recorded<TallyEvent>[]): void {
    for (const { seq, event } of events) if (this.#isPublic(event)) this.newest = Math.max(this.newest, seq);
  }
}
