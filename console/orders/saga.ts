import type { Step } from '../schemas.ts';

/** The steps of a checkout in order, each with what undoes it. */
const checkout = [
  { step: 'validateCart', undo: 'reopenCart' },
  { step: 'reserveStock', undo: 'releaseStock' },
  { step: 'processPayment', undo: 'voidPayment' },
  { step: 'commitStock', undo: 'returnStock' },
  { step: 'capturePayment', undo: 'refundPayment' },
  { step: 'createOrder', undo: null },
] as const;

/** A step as it stands now. */
export interface SagaNode {
  step: string;
  status: Step['status'];
  /** How often it was tried, from 1. */
  tries: number;
  /** Of the last try: RFC 3339. */
  at: string;
  detail: string;
}

export interface SagaStage {
  step: string;
  /** undefined where the checkout has not come so far. */
  forward: SagaNode | undefined;
  /** The compensation; undefined where nothing was undone. */
  back: SagaNode | undefined;
}

/** The checkout as stages, whether it got there or not. */
export function stagesOf(steps: readonly Step[]): SagaStage[] {
  return checkout.map(({ step, undo }) => ({
    step,
    forward: nodeOf(steps, step),
    back: undo ? nodeOf(steps, undo) : undefined,
  }));
}

/** What the last entry of a step says. A step that waits for the buyer is one try, however often it is listed. */
function nodeOf(steps: readonly Step[], name: string): SagaNode | undefined {
  const own = steps.filter(({ step }) => step === name);
  const last = own.at(-1);
  return (
    last && { step: name, status: last.status, tries: last.attempt, at: last.at, detail: last.detail ?? '' }
  );
}

/** Whether something is still to come, so that it is worth looking again soon. */
export function isRunning(steps: readonly Step[]): boolean {
  return steps.at(-1)?.status === 'running';
}

/** Milliseconds from the first entry to this moment. */
export function sinceStart(steps: readonly Step[], at: string): number {
  const first = steps[0];
  return first ? Date.parse(at) - Date.parse(first.at) : 0;
}
