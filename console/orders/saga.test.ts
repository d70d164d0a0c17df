import { describe, expect, test } from 'vitest';
import type { Step } from '../schemas.ts';
import { isRunning, sinceStart, stagesOf } from './saga.ts';

const at = (seconds: number) => `2026-11-23T04:00:0${seconds}.000Z`;
const declined: Step[] = [
  { step: 'validateCart', status: 'succeeded', attempt: 1, at: at(0) },
  { step: 'reserveStock', status: 'failed', attempt: 1, at: at(1), detail: 'no answer' },
  { step: 'reserveStock', status: 'succeeded', attempt: 2, at: at(2) },
  { step: 'processPayment', status: 'failed', attempt: 1, at: at(3), detail: 'PaymentDeclined' },
  { step: 'releaseStock', status: 'succeeded', attempt: 1, at: at(4) },
  { step: 'reopenCart', status: 'running', attempt: 1, at: at(5) },
];

describe('a checkout that was declined', () => {
  const stages = Object.fromEntries(stagesOf(declined).map((stage) => [stage.step, stage]));

  test('stands at its last try of each step', () => {
    expect(stages.reserveStock?.forward).toMatchObject({ status: 'succeeded', tries: 2 });
    expect(stages.processPayment?.forward).toMatchObject({ status: 'failed', detail: 'PaymentDeclined' });
  });

  test('has each compensation under the step that it undoes', () => {
    expect(stages.reserveStock?.back).toMatchObject({ step: 'releaseStock', status: 'succeeded' });
    expect(stages.validateCart?.back).toMatchObject({ step: 'reopenCart', status: 'running' });
    expect(stages.processPayment?.back).toBeUndefined();
  });

  test('never came to the later steps', () => {
    expect(stages.capturePayment).toEqual({ step: 'capturePayment', forward: undefined, back: undefined });
  });

  test('is running until its last step has ended', () => {
    expect(isRunning(declined)).toBe(true);
    expect(isRunning(declined.slice(0, -1))).toBe(false);
    expect(isRunning([])).toBe(false);
  });

  test('counts time from its first step', () => {
    expect(sinceStart(declined, at(3))).toBe(3_000);
    expect(sinceStart([], at(3))).toBe(0);
  });
});
