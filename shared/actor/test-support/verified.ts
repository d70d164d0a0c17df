import type { AnyDefinition } from '../definition.ts';
import type { Difference } from '../differences.ts';
import type { Platform } from '../platform.ts';
import { type Live, Verification } from '../verification.ts';
import type { VerificationRun } from '../verification-run.ts';

/** More than any test has work for. */
const maxSteps = 10_000;

/** Verifies an actor in one go, with whatever `between` does between two steps. */
export function verified(
  platform: Platform,
  definition: AnyDefinition,
  live: () => Live,
  between: () => void = () => {},
): VerificationRun {
  const verification = new Verification(platform, definition, live);
  verification.begin();
  for (let steps = 0; steps < maxSteps; steps++) {
    verification.step();
    const { run } = verification;
    if (run?.phase === 'done') return run;
    between();
  }
  throw new Error(`not verified after ${maxSteps} steps`);
}

/** The differences as they are reported: without fields that have no value. */
export function differencesIn({ differences }: VerificationRun): Difference[] {
  return JSON.parse(JSON.stringify(differences));
}
