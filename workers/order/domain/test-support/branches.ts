import type { Rejection } from '../../../../shared/contracts/rejections.ts';
import type { PaymentRecord } from '../commands.ts';
import type { Effect } from '../next-step.ts';
import {
  held,
  noAnswer,
  paid,
  productIds,
  refundPaid,
  refundRefused,
  restocked,
  shortage,
  type Timeless,
  totalMinor,
  validated,
} from './orders.ts';
import { canHalve, type Extent, type World, worldAfter } from './world.ts';

/** One way in which a step may turn out. */
export interface Branch {
  label: string;
  world: World;
  /** Undefined: the process died before it could record anything. */
  outcome?: Timeless;
  /** Whether the order now knows for sure that the step was done. */
  done?: boolean;
}

const cartEmpty: Rejection = { type: 'CartEmpty' };
const short: Rejection = {
  type: 'InsufficientStock',
  items: [{ productId: 'onigiri', requested: 1, available: 0 }],
};

/** The step does what it should, and says so. */
export function wellDone(world: World, effect: Effect): Branch {
  const after = worldAfter(world, effect, 'all');
  return { label: `${effect.step}: done`, world: after, outcome: outcomeOf(effect, after), done: true };
}

/** Every way in which a step may turn out otherwise. */
export function incidents(world: World, effect: Effect): Branch[] {
  return [...refusals(world, effect), ...silences(world, effect)];
}

function outcomeOf({ step }: Effect, { payment }: World): Timeless {
  switch (step) {
    case 'validateCart':
      return validated;
    case 'reserveStock':
      return { type: 'RecordReserved', held };
    case 'processPayment':
      return { type: 'RecordPayment', payment };
    case 'commitStock':
      return { type: 'RecordSold' };
    case 'capturePayment':
      return { type: 'RecordCaptured', payment };
    case 'refundPayment':
    case 'voidPayment':
      return { type: 'RecordPaymentUndone', payment };
    case 'returnStock':
    case 'releaseStock':
      return { type: 'RecordStockBack' };
    case 'payRefund':
      return refundPaid;
    case 'restockItems':
      return restocked;
    case 'reopenCart':
      return { type: 'RecordCartReopened' };
  }
}

/** No answer, or a process that died waiting for it; each time with all, half or nothing of the step done. */
function silences(world: World, effect: Effect): Branch[] {
  const extents: Extent[] = canHalve(effect) ? ['nothing', 'half', 'all'] : ['nothing', 'all'];
  return extents.flatMap((extent) => {
    const after = worldAfter(world, effect, extent);
    return [
      { label: `${effect.step}: no answer, ${extent}`, world: after, outcome: noAnswer(effect.step) },
      { label: `${effect.step}: died, ${extent}`, world: { ...after, hasToken: false } },
    ];
  });
}

function refusals(world: World, effect: Effect): Branch[] {
  const { step } = effect;
  const refused = (rejection: Rejection, extent: Extent = 'nothing'): Branch => ({
    label: `${step}: ${rejection.type}, ${extent}`,
    world: worldAfter(world, effect, extent),
    outcome: { type: 'RecordRefusal', step, rejection },
  });
  switch (step) {
    case 'validateCart':
      return [refused(cartEmpty)];
    case 'reserveStock':
      return reserveRefusals(world, effect);
    case 'commitStock':
      return [refused(short), refused(short, 'half')];
    case 'processPayment':
      return paymentRefusals(world);
    case 'capturePayment':
      return captureRefusals(world);
    case 'refundPayment':
    case 'voidPayment': {
      const outcome: Timeless = { type: 'RecordPaymentUndone', payment: paid('authorized') };
      return [{ label: `${step}: provider still has it open`, world, outcome }];
    }
    case 'payRefund':
      if (world.refunds.length > 0) return [];
      return [{ label: 'payRefund: the provider refuses', world, outcome: refundRefused }];
    default:
      return [refused(cartEmpty)];
  }
}

function reserveRefusals(world: World, effect: Effect): Branch[] {
  const all = worldAfter(world, effect, 'all');
  const dearer = held.map((hold) => ({ ...hold, unitPrice: { amount: 999, currency: 'EUR' } }));
  const foreign = held.map((hold) => ({ ...hold, unitPrice: { ...hold.unitPrice, currency: 'JPY' } }));
  const branches: Branch[] = [
    { label: 'reserveStock: price changed', world: all, outcome: { type: 'RecordReserved', held: dearer } },
    { label: 'reserveStock: other currency', world: all, outcome: { type: 'RecordReserved', held: foreign } },
  ];
  // A product that is held already is not short.
  for (const [index, id] of productIds.toSorted().entries()) {
    if (world.stock[id] !== 'untouched') continue;
    const after = index === 0 ? world : worldAfter(world, effect, 'half');
    branches.push({ label: `reserveStock: ${id} is short`, world: after, outcome: shortage(id) });
  }
  return branches;
}

function paymentRefusals(world: World): Branch[] {
  // What the provider has decided already it does not decide again.
  if (world.payment.status !== 'none' || !world.hasToken) return [];
  const answers: PaymentRecord[] = [
    paid('declined'),
    paid('requiresAction'),
    paid('authorized', { amountMinor: totalMinor - 1 }),
    paid('authorized', { currency: 'JPY' }),
  ];
  return answers.map((payment) => ({
    label: `processPayment: ${payment.status} ${payment.amountMinor} ${payment.currency}`,
    world: { ...world, payment },
    outcome: { type: 'RecordPayment', payment },
  }));
}

function captureRefusals(world: World): Branch[] {
  if (world.payment.status !== 'authorized') return [];
  const less = paid('captured', { capturedMinor: totalMinor - 1 });
  return [paid('voided'), less].map((payment) => ({
    label: `capturePayment: ${payment.status} ${payment.capturedMinor}`,
    world: { ...world, payment },
    outcome: { type: 'RecordCaptured', payment },
  }));
}
