import type { Prepared } from '../load/slice.ts';
import type { Plan } from './plan.ts';

export function planned(plan: Plan): Prepared {
  return { method: 'GET', path: '/', headers: { plan: JSON.stringify(plan) } };
}

/** One actor that writes one row, behind a gateway and a binding. */
export function oneRow(actor: string): Plan {
  return [{ abroad: false, steps: [{ actor, rows: 1, alarm: false }] }];
}
