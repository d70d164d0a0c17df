import type { ActorCall } from '../../test/simulation/meter.ts';
import type { Leg, Plan, Step } from '../floor/plan.ts';

/** Which service has actors of this kind. */
const services: Record<string, string> = {
  cart: 'cart',
  copy: 'cart',
  product: 'product',
  order: 'order',
  bank: 'order',
};

/** What stands for the actors that are a request's own. Where one must be new, the name must be, too. */
export interface Own {
  cart?: string;
  order?: string;
  bank?: string;
}

/**
 * The floor of a request: as many calls of actors, in the same order, in the same service or behind a binding, with
 * as many rows and alarms, and no logic. What an actor writes in several commits while it is asked once is one here.
 *
 * @param home the service that answers the request
 */
export function planFor(calls: readonly ActorCall[], home: string, own: Own = {}): Plan {
  const plan: Plan = [];
  let last = '';
  for (const call of calls) {
    const service = services[kindOf(call)] ?? '';
    // One request over a binding asks for the same of several actors.
    const way = service === home ? home : `${service} ${call.method}`;
    const leg: Leg = way === last ? (plan.at(-1) as Leg) : { abroad: service !== home, steps: [] };
    if (way !== last) plan.push(leg);
    leg.steps.push(stepOf(call, own));
    last = way;
  }
  return plan;
}

function stepOf(call: ActorCall, own: Own): Step {
  const actor = own[kindOf(call) as keyof Own] ?? call.actor;
  return { actor, rows: call.rows, alarm: call.setsAlarm };
}

function kindOf({ actor }: ActorCall): string {
  return actor.split(' ')[0] as string;
}

/** For saying what a floor does: "3 calls, 2 rows". */
export function outlineOf(plan: Plan): string {
  const steps = plan.flatMap((leg) => leg.steps);
  const rows = steps.reduce((sum, step) => sum + step.rows, 0);
  const alarms = steps.filter(({ alarm }) => alarm).length;
  const counts = [
    count(steps.length, 'call'),
    count(rows, 'row'),
    ...(alarms > 0 ? [count(alarms, 'alarm')] : []),
  ];
  return counts.join(', ');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
