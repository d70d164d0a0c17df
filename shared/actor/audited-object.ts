import type { Result } from '../result.ts';
import { Audit, type AuditPage, type AuditQuery } from './audit.ts';
import type { AnyDefinition } from './definition.ts';
import { ActorObject, type Alarmed } from './durable-object.ts';
import type { NoSuchMoment } from './moment.ts';
import type { Live } from './verification.ts';
import { type Progress, Verifier } from './verifier.ts';

/** An actor whose events are its truth. */
interface EventSourced extends Alarmed {
  readonly actor: Live;
}

/** Houses an actor that can be audited and verified, also when it cannot wake. */
export abstract class AuditedObject<Env, Housed extends EventSourced> extends ActorObject<Env, Housed> {
  #verifier: Verifier | null = null;

  protected abstract readonly definition: AnyDefinition;

  /** Null where there is no actor. */
  audit(query: AuditQuery): Promise<Result<AuditPage, NoSuchMoment> | null> {
    return new Audit(this.platform, this.definition).page(query);
  }

  /** Begins a verification or joins the one under way; answers how far it is after a while. */
  verify(): Promise<Progress | null> {
    return this.#verifying.verify();
  }

  /** How far the verification is, or the result of the last one. Null where there was none. */
  verification(): Progress | null {
    return this.#verifying.look();
  }

  /** First what the actor itself wants it for, and always; then a verification that is under way. */
  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    try {
      await super.alarm(info);
    } finally {
      await this.#verifying.goOn();
    }
  }

  get #verifying(): Verifier {
    this.#verifier ??= new Verifier(this.platform, this.definition, () => this.housed.actor);
    return this.#verifier;
  }
}
