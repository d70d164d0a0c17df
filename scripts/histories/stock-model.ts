import type { Entry } from './history.ts';
import type { Model, Operation } from './linearizable.ts';
import { canBecome } from './stock-reach.ts';

/*
 * What the stock of one product may do, as clients see it.
 *
 * A checkout has three instants: it holds, then it sells or lets go. Only a sale moves `onHand` and `sold`,
 * so that is the instant at which a confirmed checkout stands in the order, and a declined one stands where
 * it lets go. Until then it may hold its units or not: nobody can see when a hold begins. So `held` in an
 * answer, and a refusal for want of stock, are right if some of the checkouts that are under way account for
 * them. This allows a little more than the shop does, and never less: what it refuses is wrong.
 *
 * A checkout with an unknown outcome may hold from its call on for ever, may sell at any later time, and
 * may give back what it sold after that, once.
 */
export type StockEffect =
  | { kind: 'receive'; units: number; stock: Stock | null }
  /** Taking out more than is free was refused. */
  | { kind: 'keep'; units: number }
  | { kind: 'read'; stock: Stock }
  | { kind: 'sell'; units: number; maybe: boolean }
  | { kind: 'giveBack'; units: number; maybe: boolean }
  /** A checkout lets go of what it may have held. */
  | { kind: 'letGo'; units: number }
  | { kind: 'refuse'; units: number; available: number };

export interface Stock {
  onHand: number;
  held: number;
  sold: number;
}

export interface StockState {
  onHand: number;
  sold: number;
  /** Units sold by checkouts of which nobody knows whether they gave them back. */
  returnable: number;
}

export const stockModel: Model<StockState, StockEffect> = {
  initial: { onHand: 0, sold: 0, returnable: 0 },
  apply(state, effect, pending) {
    switch (effect.kind) {
      case 'receive':
        return received(state, effect, mayBeHeld(pending));
      case 'keep':
        return when(state.onHand + effect.units < mayBeHeld(pending), state);
      case 'read':
        return when(fits(state, effect.stock, mayBeHeld(pending)), state);
      case 'sell':
        return when(state.onHand >= effect.units, moved(state, effect.units, effect.maybe));
      case 'giveBack':
        return when(
          (effect.maybe ? state.returnable : state.sold) >= effect.units,
          moved(state, -effect.units, effect.maybe),
        );
      case 'letGo':
        return state;
      case 'refuse':
        return when(canBeShort(state, effect, mayBeHeld(pending)), state);
    }
  },
  canStillHappen(state, effect, pending) {
    if (effect.kind === 'read') return canBecome(state, effect.stock, pending);
    if (effect.kind !== 'receive' || effect.stock === null) return true;
    const before = { ...effect.stock, onHand: effect.stock.onHand - effect.units };
    return canBecome(state, before, pending);
  },
  roleOf({ kind }) {
    if (kind === 'read' || kind === 'keep' || kind === 'refuse') return 'look';
    return kind === 'letGo' ? 'end' : 'change';
  },
};

function received(
  state: StockState,
  { units, stock }: Extract<StockEffect, { kind: 'receive' }>,
  mayBeHeldUnits: number,
): StockState | undefined {
  const after = { ...state, onHand: state.onHand + units };
  return when(after.onHand >= 0 && (stock === null || fits(after, stock, mayBeHeldUnits)), after);
}

function fits(state: StockState, { onHand, held, sold }: Stock, mayBeHeldUnits: number): boolean {
  return onHand === state.onHand && sold === state.sold && held >= 0 && held <= mayBeHeldUnits;
}

function canBeShort(
  { onHand }: StockState,
  { units, available }: Extract<StockEffect, { kind: 'refuse' }>,
  mayBeHeldUnits: number,
): boolean {
  const held = onHand - available;
  return available >= 0 && available < units && held >= 0 && held <= mayBeHeldUnits;
}

function moved(state: StockState, units: number, maybe: boolean): StockState {
  const { onHand, sold, returnable } = state;
  return { onHand: onHand - units, sold: sold + units, returnable: maybe ? returnable + units : returnable };
}

function mayBeHeld(pending: readonly StockEffect[]): number {
  const holding = pending.filter((effect) => effect.kind === 'sell' || effect.kind === 'letGo');
  return holding.reduce((sum, { units }) => sum + units, 0);
}

function when(possible: boolean, state: StockState): StockState | undefined {
  return possible ? state : undefined;
}

/** What a client's operation may have done to the stock of its product. */
export function stockOperations(entry: Entry): Operation<StockEffect>[] {
  const { operation, outcome, attempts, call } = entry;
  const end = entry.return ?? Number.POSITIVE_INFINITY;
  const did = effectsOf(entry).map((effect) => ({ effect, call, return: end }));
  // Behind an answer that was lost there may be a checkout of its own that came to nothing.
  const isUncertain = operation === 'checkout' && (outcome === 'info' || attempts > 1);
  return isUncertain ? [...did, ...maybeSold(entry)] : did;
}

function effectsOf({ operation, outcome, argument, result }: Entry): StockEffect[] {
  const units = argument ?? 0;
  switch (operation) {
    case 'receive':
      if (outcome === 'fail') return result?.code === 'stock-held' ? [{ kind: 'keep', units }] : [];
      return [{ kind: 'receive', units, stock: outcome === 'ok' ? stockIn(result) : null }];
    case 'stock':
      return outcome === 'ok' ? [{ kind: 'read', stock: stockIn(result) }] : [];
    case 'checkout':
      if (outcome === 'ok') return [{ kind: 'sell', units, maybe: false }];
      return outcome === 'fail' ? [refusalOf(units, result)] : [];
    case 'cancel':
      return outcome === 'fail' ? [] : [{ kind: 'giveBack', units, maybe: false }];
    case 'order':
      return [];
  }
}

function refusalOf(units: number, result: Entry['result']): StockEffect {
  return result?.code === 'insufficient-stock'
    ? { kind: 'refuse', units, available: result.available ?? 0 }
    : { kind: 'letGo', units };
}

function maybeSold({ argument, call }: Entry): Operation<StockEffect>[] {
  const units = argument ?? 0;
  return [
    { effect: { kind: 'sell', units, maybe: true }, call, return: Number.POSITIVE_INFINITY },
    { effect: { kind: 'giveBack', units, maybe: true }, call, return: Number.POSITIVE_INFINITY },
  ];
}

function stockIn(result: Entry['result']): Stock {
  const { onHand = Number.NaN, held = Number.NaN, sold = Number.NaN } = result ?? {};
  return { onHand, held, sold };
}
