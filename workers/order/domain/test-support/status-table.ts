import type { Order } from '../order.ts';

/** The life of an order: from each state, where it may go. */
export const mayGoTo: Record<Order['status'], Order['status'][]> = {
  none: ['closed', 'placing'],
  closed: [],
  placing: ['awaitingPayment', 'confirmed', 'undoing'],
  awaitingPayment: ['placing', 'undoing'],
  confirmed: ['fulfilled', 'undoing'],
  fulfilled: [],
  undoing: ['canceled', 'failed'],
  failed: [],
  canceled: [],
};
