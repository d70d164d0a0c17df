import { accept, type Result, reject } from '../../result.ts';
import type { ActorDefinition } from '../definition.ts';

/**
 * The smallest domain that uses all of the actor: a running total, and slots that are open for a while.
 *
 *   tally   running ──Seal, or its deadline──▶ sealed
 *   slot       ·    ──Open──▶ open ──Close, or its time is up──▶ closed
 */
export interface Tally {
  total: number;
  headline: string;
  deadline: number | null;
  sealed: boolean;
}

export interface Slot {
  status: 'open' | 'closed';
  until: number;
}

export type TallyCommand =
  | { type: 'Add'; amount: number; at: number }
  | { type: 'Announce'; headline: string; at: number }
  | { type: 'SetDeadline'; deadline: number; at: number }
  | { type: 'Seal'; at: number }
  | { type: 'Open'; slotId: string; until: number; at: number }
  | { type: 'Close'; slotId: string; at: number };

export type TallyEvent =
  | { type: 'Added'; amount: number; at: number }
  | { type: 'Announced'; headline: string; at: number }
  | { type: 'DeadlineSet'; deadline: number; at: number }
  | { type: 'Sealed'; at: number }
  | { type: 'SlotOpened'; slotId: string; until: number; at: number }
  | { type: 'SlotClosed'; slotId: string; at: number };

export type TallyRejection =
  | { type: 'TallySealed' }
  | { type: 'BelowZero'; total: number }
  | { type: 'SlotNotFound'; slotId: string };

export type TallyDefinition = ActorDefinition<Tally, TallyCommand, TallyEvent, TallyRejection, Slot>;

/** Others hear of it whenever the total reaches another multiple of this. */
export const publicStep = 100;

export const tally: TallyDefinition = {
  decider: {
    initialState: { total: 0, headline: '', deadline: null, sealed: false },
    decide,
    evolve,
    entries: {
      idOf: (message) => ('slotId' in message ? message.slotId : undefined),
      evolve: evolveSlot,
      due: (slot) => (slot.status === 'open' ? slot.until : undefined),
    },
  },
  eventVersions: { Added: 1, Announced: 1, DeadlineSet: 1, Sealed: 1, SlotOpened: 1, SlotClosed: 1 },
  stateVersion: 1,
  due: ({ deadline, sealed }) => (deadline === null || sealed ? undefined : deadline),
  commandWhenDue: (_state, now) => ({ type: 'Seal', at: now }),
  commandWhenEntryDue: (slotId, now) => ({ type: 'Close', slotId, at: now }),
  isPublic: (event, before, after) =>
    event.type === 'Announced' ||
    Math.floor(before.total / publicStep) !== Math.floor(after.total / publicStep),
};

/** The tally with some of its decider replaced: for a domain that has a bug. */
export function tallyWith(decider: Partial<TallyDefinition['decider']>): TallyDefinition {
  return { ...tally, decider: { ...tally.decider, ...decider } };
}

function decide(
  state: Tally,
  command: TallyCommand,
  slot: Slot | undefined,
): Result<TallyEvent[], TallyRejection> {
  switch (command.type) {
    case 'Seal':
      return accept(state.sealed ? [] : [{ type: 'Sealed', at: command.at }]);
    case 'Close':
      if (!slot) return reject({ type: 'SlotNotFound', slotId: command.slotId });
      return accept(slot.status === 'closed' ? [] : [{ ...command, type: 'SlotClosed' }]);
  }
  if (state.sealed) return reject({ type: 'TallySealed' });
  switch (command.type) {
    case 'Add':
      if (state.total + command.amount < 0) return reject({ type: 'BelowZero', total: state.total });
      return accept([{ ...command, type: 'Added' }]);
    case 'Announce':
      return accept([{ ...command, type: 'Announced' }]);
    case 'SetDeadline':
      return accept([{ ...command, type: 'DeadlineSet' }]);
    case 'Open':
      return accept(slot ? [] : [{ ...command, type: 'SlotOpened' }]);
  }
}

function evolve(state: Tally, event: TallyEvent): Tally {
  switch (event.type) {
    case 'Added':
      return { ...state, total: state.total + event.amount };
    case 'Announced':
      return { ...state, headline: event.headline };
    case 'DeadlineSet':
      return { ...state, deadline: event.deadline };
    case 'Sealed':
      return { ...state, sealed: true };
    case 'SlotOpened':
    case 'SlotClosed':
      return state;
  }
}

function evolveSlot(slot: Slot | undefined, event: TallyEvent): Slot {
  if (event.type === 'SlotOpened') return { status: 'open', until: event.until };
  if (event.type === 'SlotClosed' && slot) return { ...slot, status: 'closed' };
  throw new Error(`${event.type} is not about a slot`);
}
