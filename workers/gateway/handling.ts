/** How a route is treated, whatever it is about. Part of its declaration. */
export interface Handling {
  /** Which limit counts it beside the general one: see limits/policy.ts. `none`: not even that one. */
  rate: 'general' | 'checkout' | 'newCart' | 'none';
  /** Whether the edge keeps the answer for others: only what is the same for everybody. */
  cache: 'never' | 'catalog';
  /** How long the service has to begin its answer. */
  deadlineMs: number;
}

/** Someone looks at a page; whatever answers later than this answers nobody. */
const readDeadlineMs = 5_000;
/** Longer than any saga waits for a slow bank or a service that is away before it answers 202. */
const writeDeadlineMs = 30_000;
/** A file of 100 MiB is read while it is worked on, and answered as it goes. */
const transferDeadlineMs = 60_000;

export const read: Handling = { rate: 'general', cache: 'never', deadlineMs: readDeadlineMs };
export const catalogRead: Handling = { ...read, cache: 'catalog' };
export const write: Handling = { rate: 'general', cache: 'never', deadlineMs: writeDeadlineMs };
export const newCart: Handling = { ...write, rate: 'newCart' };
export const checkout: Handling = { ...write, rate: 'checkout' };
export const transferOfFile: Handling = { ...write, deadlineMs: transferDeadlineMs };
/** For those who watch the shop, who must not be turned away just when there is something to see. */
export const unlimited: Handling = { ...read, rate: 'none' };
