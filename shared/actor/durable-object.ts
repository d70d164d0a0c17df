import { DurableObject } from 'cloudflare:workers';
import { GroupCommit } from './group-commit.ts';
import type { Platform, Sql } from './platform.ts';

/** The platform as a Durable Object has it. */
class DurablePlatform implements Platform {
  readonly sql: Sql;
  readonly #ctx: DurableObjectState;
  readonly #onCommit: () => void;
  alarmAt: number | null;

  constructor(ctx: DurableObjectState, alarmAt: number | null, onCommit: () => void = () => {}) {
    this.#ctx = ctx;
    this.sql = ctx.storage.sql as Sql;
    this.alarmAt = alarmAt;
    this.#onCommit = onCommit;
  }

  transactionSync<Value>(work: () => Value): Value {
    const value = this.#ctx.storage.transactionSync(work);
    this.#onCommit();
    return value;
  }

  now(): number {
    return Date.now();
  }

  setAlarm(at: number): void {
    this.alarmAt = at;
    // Not awaited, so that it joins the writes around it; the output gate holds the answer until it is durable.
    void this.#ctx.storage.setAlarm(at);
  }

  defer(work: Promise<void>): void {
    this.#ctx.waitUntil(work);
  }
}

/** The platform of an object that sets no alarms. */
export function durablePlatform(ctx: DurableObjectState): Platform {
  return new DurablePlatform(ctx, null);
}

/** What a Durable Object class asks of the actor that it houses. */
export interface Alarmed {
  ring(): Promise<void>;
}

/** The platform retries a failed alarm six times and then forgets it. We never let it come to that. */
const lastRetry = 5;
const giveUpPauseMs = 60_000;

/** Houses an actor in a Durable Object. The subclass adds the RPC methods. */
export abstract class ActorObject<Env, Housed extends Alarmed> extends DurableObject<Env> {
  #platform!: DurablePlatform;
  #housed: Housed | null = null;
  readonly #group = new GroupCommit(() => this.ctx.storage.sync());

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // The alarm's time can only be read asynchronously; nothing gets in before it is known.
    void ctx.blockConcurrencyWhile(async () => {
      this.#platform = new DurablePlatform(ctx, await ctx.storage.getAlarm(), () => this.committed());
    });
  }

  protected get platform(): Platform {
    return this.#platform;
  }

  /** The actor, woken by its first use: one that cannot wake fails that call, and the alarm stays alive. */
  protected get housed(): Housed {
    this.#housed ??= this.house(this.#platform);
    return this.#housed;
  }

  protected abstract house(platform: Platform): Housed;

  /** Gives the actor a command that is synchronous, in one commit with all others that wait for this object. */
  protected command<Value>(work: (housed: Housed) => Value): Promise<Value> {
    return this.#group.run(() => work(this.housed));
  }

  /** Called within each commit's own turn, whatever was committed. It must not throw. */
  protected committed(): void {}

  /** The name under which this object was looked up. */
  protected get name(): string {
    const { name } = this.ctx.id;
    if (name === undefined) throw new Error('this object is addressed by name only');
    return name;
  }

  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    this.#platform.alarmAt = null;
    if (info && info.retryCount >= lastRetry) {
      this.#platform.setAlarm(Date.now() + giveUpPauseMs);
      return;
    }
    await this.housed.ring();
  }
}
