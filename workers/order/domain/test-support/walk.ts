import type { OrderCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import type { OrderEvent } from '../events.ts';
import { type Effect, nextStep } from '../next-step.ts';
import {
  due,
  evolve,
  initialOrder,
  isPlaced,
  type Order,
  type PlacedOrder,
  sagaDeadlineMs,
} from '../order.ts';
import type { Step } from '../steps.ts';
import { type Branch, incidents, wellDone } from './branches.ts';
import {
  at,
  cancel,
  fulfill,
  paid,
  place,
  refund,
  refundCoffee,
  second,
  type Timeless,
  t0,
} from './orders.ts';
import { untouchedWorld, type World } from './world.ts';

/** Where a walk has got to. */
export interface Place {
  order: Order;
  world: World;
  now: number;
  /** What happened on the way, in words. */
  path: string[];
  /** Steps that were attempted, and undos that the order knows to be done, in order. */
  attempted: Step[];
  undone: Step[];
}

export interface Visitor {
  /** At every place, and the last of a path. */
  onPlace?: (place: Place) => void;
  onEnd?: (place: Place) => void;
  onEvent?: (before: Order, event: OrderEvent, after: Order) => void;
}

const start: Place = {
  order: initialOrder,
  world: untouchedWorld,
  now: t0,
  path: [],
  attempted: [],
  undone: [],
};
const longestPath = 60;

/**
 * Walks every path of an order on which at most so many things go otherwise than well. What is next is asked
 * of the domain alone; how it turns out is up to the world.
 */
export function walk(incidentsAtMost: number, visitor: Visitor): void {
  new Walk(visitor).from(start, incidentsAtMost);
}

class Walk {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  from(here: Place, incidentsLeft: number): void {
    if (here.path.length > longestPath) throw new Error(`no end in sight: ${here.path.join(' → ')}`);
    this.#visitor.onPlace?.(here);
    const next = nextStep(here.order);
    if (next) this.#step(here, next, incidentsLeft);
    else if (here.order.status === 'awaitingPayment') this.#await(here, here.order, incidentsLeft);
    else if (here.order.status === 'none') {
      this.from(this.#give(here, 'place', place), incidentsLeft);
      this.from(this.#give(here, 'close', { type: 'CloseUnplaced' }), incidentsLeft);
    } else this.#end(here, incidentsLeft);
  }

  #end(here: Place, incidentsLeft: number): void {
    this.#visitor.onEnd?.(here);
    const { order } = here;
    if (!isPlaced(order) || incidentsLeft === 0) return;
    for (const [label, command] of afterwards) {
      if (decide(order, at(here.now, command)).ok && !isOver(order, label))
        this.from(this.#give(here, label, command), incidentsLeft - 1);
    }
  }

  #step(here: Place, effect: Effect, incidentsLeft: number): void {
    this.#turn(here, effect, wellDone(here.world, effect), incidentsLeft);
    if (incidentsLeft === 0) return;
    for (const branch of incidents(here.world, effect)) this.#turn(here, effect, branch, incidentsLeft - 1);
    const { now, order } = here;
    if (isPlaced(order) && order.status === 'placing' && now < order.createdAt + sagaDeadlineMs) {
      const later = { ...here, now: now + sagaDeadlineMs, path: [...here.path, 'a long outage'] };
      this.#step(later, effect, incidentsLeft - 1);
    }
  }

  #turn(here: Place, effect: Effect, { label, world, outcome, done }: Branch, incidentsLeft: number): void {
    const attempted = [...here.attempted, effect.step];
    const undone = done && isUndo(effect.step) ? [...here.undone, effect.step] : here.undone;
    const now = here.now + second;
    const there = { ...here, world, attempted, undone, now };
    const wokenAt = Math.max(now, due(here.order) ?? Number.NaN);
    const next = outcome
      ? this.#give(there, label, outcome)
      : this.#give({ ...there, now: wokenAt }, label, { type: 'ResumeSaga' });
    this.from(next, incidentsLeft);
  }

  /** The buyer, the provider and the clock. */
  #await(
    here: Place,
    { expiresAt }: PlacedOrder & { status: 'awaitingPayment' },
    incidentsLeft: number,
  ): void {
    const says = (label: string, payment: World['payment'], now = here.now + second): void => {
      const told = this.#give({ ...here, now, world: { ...here.world, payment } }, label, {
        type: 'RecordPayment',
        payment,
      });
      const stillWaits = told.order.status === 'awaitingPayment';
      this.from(stillWaits ? this.#give(told, 'expires', { type: 'ExpirePayment' }) : told, incidentsLeft);
    };
    says('the buyer approves', paid('authorized'));
    says('the buyer refuses', paid('declined'));
    says('the provider has lost it', paid('none', { amountMinor: 0, currency: '' }));
    says('the buyer approved unheard', paid('authorized'), expiresAt);
    says('the buyer did nothing', paid('requiresAction'), expiresAt);
    this.from(this.#give(here, 'cancel', { type: 'CancelOrder' }), incidentsLeft);
  }

  #give(here: Place, label: string, command: Timeless): Place {
    const decision = decide(here.order, at(here.now, command) as OrderCommand);
    if (!decision.ok) throw new Error(`${decision.rejection.type}: ${[...here.path, label].join(' → ')}`);
    let { order } = here;
    for (const event of decision.value) {
      const before = order;
      order = evolve(before, event);
      this.#visitor.onEvent?.(before, event, order);
    }
    const retryAt = isPlaced(order) ? order.retryAt : 0;
    return { ...here, order, now: Math.max(here.now, retryAt), path: [...here.path, label] };
  }
}

/** What may be asked of an order that is paid. */
const afterwards: [string, Timeless][] = [
  ['cancel', cancel],
  ['fulfill', fulfill],
  ['refund a coffee', refundCoffee],
  ['refund the rest', refund()],
];

/** Asking for what is so already changes nothing. */
function isOver({ status }: PlacedOrder, asked: string): boolean {
  return (asked === 'fulfill' && status === 'fulfilled') || (asked === 'cancel' && status === 'canceled');
}

export function isUndo(step: Step): boolean {
  return undoSteps.includes(step);
}

/** In the order in which they run. */
export const undoSteps: Step[] = [
  'refundPayment',
  'returnStock',
  'voidPayment',
  'releaseStock',
  'reopenCart',
];
