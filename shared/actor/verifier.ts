import { Alarm } from './alarm.ts';
import type { AnyDefinition } from './definition.ts';
import { pause } from './pause.ts';
import type { Platform } from './platform.ts';
import { hasTables } from './schema.ts';
import { type Live, Verification } from './verification.ts';
import { type VerificationRun, VerificationRuns } from './verification-run.ts';

/** Who asks for a verification waits for its result at most so long. */
const answerWithinMs = 2_000;
/** So long an alarm works on a verification, before the next one looks after the actor itself first. */
const alarmWorksMs = 500;
/** The pause after a step that has failed. */
const retryMs = 60_000;

export interface Progress {
  run: VerificationRun;
  /** The number of the actor's last event. */
  lastSeq: number;
}

/**
 * Sees to it that a verification that was begun is finished: by the request that asked for it, as long as that
 * waits, and from then on, or when its process has died, by the actor's alarm.
 */
export class Verifier {
  readonly #platform: Platform;
  readonly #alarm: Alarm;
  readonly #runs: VerificationRuns;
  readonly #open: () => Verification;
  #verification: Verification | null = null;

  constructor(platform: Platform, definition: AnyDefinition, live: () => Live) {
    this.#platform = platform;
    this.#alarm = new Alarm(platform);
    this.#runs = new VerificationRuns(platform.sql);
    this.#open = () => new Verification(platform, definition, live);
  }

  /** Begins a verification, or joins the one under way. Null where there is no actor, and none is made. */
  async verify(): Promise<Progress | null> {
    if (!hasTables(this.#platform)) return null;
    this.#steps.begin();
    this.#bringAlarmForward(answerWithinMs);
    await this.#work(answerWithinMs);
    return this.look();
  }

  /** How far the verification is, or the result of the last one. Null where there was none. */
  look(): Progress | null {
    const run = this.#runs.read();
    return run && { run, lastSeq: this.#steps.lastSeq };
  }

  /** Goes on for a while, where a verification is under way. For the alarm: it never throws. */
  async goOn(): Promise<void> {
    try {
      await this.#work(alarmWorksMs);
      if (this.#isRunning) this.#bringAlarmForward(0);
    } catch (error) {
      console.error('verification, tried again in a minute:', error);
      this.#bringAlarmForward(retryMs);
    }
  }

  get #steps(): Verification {
    this.#verification ??= this.#open();
    return this.#verification;
  }

  get #isRunning(): boolean {
    const run = this.#runs.read();
    return run !== null && run.phase !== 'done';
  }

  /** One step at least, so that a verification comes to its end on however slow a machine. */
  async #work(forMs: number): Promise<void> {
    const until = this.#platform.now() + forMs;
    while (this.#isRunning) {
      this.#steps.step();
      if (this.#platform.now() >= until) return;
      await pause();
    }
  }

  /** Only ever earlier: what the actor wants the alarm for is still seen to in time. */
  #bringAlarmForward(inMs: number): void {
    this.#alarm.bringForward([this.#platform.now() + inMs]);
  }
}
