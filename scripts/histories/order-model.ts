import type { Entry } from './history.ts';
import type { Model, Operation } from './linearizable.ts';

/** What one order may do, as clients see it: once it is decided it stays so, but for a cancellation. */
export type OrderEffect =
  | { kind: 'confirm' }
  | { kind: 'fail' }
  | { kind: 'cancel' }
  | { kind: 'read'; status: string };

export type OrderState = 'placing' | 'confirmed' | 'failed' | 'canceled';

export const orderModel: Model<OrderState, OrderEffect> = {
  initial: 'placing',
  apply(state, effect) {
    switch (effect.kind) {
      case 'confirm':
        return state === 'placing' ? 'confirmed' : undefined;
      case 'fail':
        return state === 'placing' ? 'failed' : undefined;
      case 'cancel':
        return state === 'placing' || state === 'confirmed' ? 'canceled' : undefined;
      case 'read':
        return effect.status === state ? state : undefined;
    }
  },
  canStillHappen: () => true,
  roleOf: ({ kind }) => (kind === 'read' ? 'look' : 'change'),
};

/** What a client's operation may have done to its order. */
export function orderOperations(entry: Entry): Operation<OrderEffect>[] {
  const end = entry.return ?? Number.POSITIVE_INFINITY;
  return effectsOf(entry).map((effect) => ({ effect, call: entry.call, return: end }));
}

function effectsOf({ operation, outcome, result }: Entry): OrderEffect[] {
  if (operation === 'checkout') {
    if (outcome === 'info') return [{ kind: 'confirm' }, { kind: 'fail' }];
    return [{ kind: outcome === 'ok' ? 'confirm' : 'fail' }];
  }
  if (operation === 'cancel') return outcome === 'fail' ? [] : [{ kind: 'cancel' }];
  if (operation !== 'order' || outcome !== 'ok') return [];
  const status = result?.status ?? '';
  return [{ kind: 'read', status: status === 'awaitingPayment' ? 'placing' : status }];
}
