import type { EntryFold } from '../../../shared/actor/decider.ts';
import type { CartEvent } from './cart.ts';
import type { CartCommand } from './commands.ts';

/** A guest's cart that came to this one. Remembered for good, so that a repeat adds nothing. */
export type Merge = { status: 'started' | 'takenOver' | 'refused' };

export const merges: EntryFold<CartCommand, CartEvent, Merge> = {
  idOf: (message) => ('from' in message ? message.from : undefined),
  due: () => undefined,
  evolve(merge, event): Merge {
    switch (event.type) {
      case 'MergeStarted':
        return { status: 'started' };
      case 'LinesTakenOver':
        return { status: 'takenOver' };
      case 'MergeRefused':
        return { status: 'refused' };
      default:
        return merge as Merge; // a delay changes nothing
    }
  },
};
