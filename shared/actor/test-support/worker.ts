import { Actor } from '../actor.ts';
import { AuditedObject } from '../audited-object.ts';
import type { Platform, SqlRow, SqlValue } from '../platform.ts';
import type { Repeatable } from '../request-memory.ts';
import { cause } from './rig.ts';
import {
  type Slot,
  type Tally,
  type TallyCommand,
  type TallyEvent,
  type TallyRejection,
  tally,
} from './tally.ts';

export interface TestEnv {
  TALLY: DurableObjectNamespace<TallyObject>;
}

type TallyActor = Actor<Tally, TallyCommand, TallyEvent, TallyRejection, Slot>;

/** As the services house their actors. */
interface HousedTally {
  readonly actor: TallyActor;
  ring(): Promise<void>;
}

/** The tally in a Durable Object, as a service would house it. */
export class TallyObject extends AuditedObject<TestEnv, HousedTally> {
  protected readonly definition = tally;

  /** Rows written as Cloudflare bills them: an index counts, too. */
  rowsWritten = 0;
  /** How many more statements succeed before one fails. */
  statementsLeft = Infinity;

  protected house(platform: Platform): HousedTally {
    const actor: TallyActor = new Actor(this.#probed(platform), tally, { publish: async () => {} });
    return { actor, ring: () => actor.ring() };
  }

  handle(command: TallyCommand, repeat?: Repeatable) {
    const handled = this.housed.actor.handle({ command, cause, repeat }, () => ({
      ...this.housed.actor.state,
    }));
    this.housed.actor.publishSoon();
    return handled;
  }

  /** As the services offer their commands. */
  handleTogether(command: TallyCommand) {
    return this.command(() => this.handle(command));
  }

  whoAmI(): string {
    return this.name;
  }

  look(): { state: Tally; seq: number } {
    return { state: this.housed.actor.state, seq: this.housed.actor.seq };
  }

  slot(id: string): Slot | undefined {
    return this.housed.actor.entry(id);
  }

  /** For tests that look inside. */
  get actor(): TallyActor {
    return this.housed.actor;
  }

  #probed(platform: Platform): Platform {
    const exec = <Row extends SqlRow>(query: string, ...bindings: SqlValue[]) => {
      this.statementsLeft -= 1;
      if (this.statementsLeft < 0) throw new Error('the storage failed');
      const cursor = platform.sql.exec<Row>(query, ...bindings) as SqlStorageCursor<Row>;
      this.rowsWritten += cursor.rowsWritten;
      return cursor;
    };
    return {
      sql: { exec },
      transactionSync: (work) => platform.transactionSync(work),
      now: () => platform.now(),
      get alarmAt() {
        return platform.alarmAt;
      },
      setAlarm: (at) => platform.setAlarm(at),
      defer: (work) => platform.defer(work),
    };
  }
}

export default {};
