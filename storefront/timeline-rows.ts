import type { Timeline } from '../client/src/index.ts';

type Step = Timeline['steps'][number];

export interface TimelineRow {
  step: string;
  status: Step['status'];
  /** Counts the tries of this step, from 1. */
  attempt: number;
  detail: string | undefined;
  /** Undoes what an earlier step did. */
  isCompensation: boolean;
  /** Milliseconds since the first step. */
  sinceStartMs: number;
}

const compensations = new Set([
  'voidPayment',
  'refundPayment',
  'releaseStock',
  'returnStock',
  'reopenCart',
  'payRefund',
  'restockItems',
]);

/** The timeline as it is drawn: what was under way and is over by now is told by how it ended alone. */
export function rowsOf({ steps }: Timeline): TimelineRow[] {
  const start = Date.parse(steps[0]?.at ?? '');
  return steps
    .filter((step, index) => step.status !== 'running' || !isToldLater(step, steps.slice(index + 1)))
    .map(({ step, status, attempt, detail, at }) => ({
      step,
      status,
      attempt,
      detail,
      isCompensation: compensations.has(step),
      sinceStartMs: Date.parse(at) - start,
    }));
}

function isToldLater({ step }: Step, later: readonly Step[]): boolean {
  return later.some((other) => other.step === step);
}
