import * as z from 'zod';

/*
 * Of a shop on a laptop: what is made to go wrong in it, and what its services say to each other. A deployment has
 * nothing of it: docs/faults.md.
 */

const service = z.strictObject({ stopped: z.boolean() });
const chance = z.number().min(0).max(1);

/** What goes wrong, everywhere. */
export const faultsSchema = z.strictObject({
  services: z.strictObject({ product: service, cart: service, order: service }),
  payments: z.strictObject({
    /** How long the sandbox bank takes for anything; an order waits 10 s. */
    delayMs: z.int().min(0).max(30_000),
    /** It fails at whatever it is asked. */
    broken: z.boolean(),
  }),
  queues: z.strictObject({
    /** How likely a message is taken off its queue without being handled. */
    lose: chance,
    /** How likely it is handled twice. */
    repeat: chance,
  }),
});
export type Faults = z.infer<typeof faultsSchema>;
export type FaultyService = keyof Faults['services'];

/** Who speaks, and who is spoken to. `bank` is the sandbox's. */
export type Place = 'gateway' | 'cart' | 'product' | 'order' | 'queues' | 'bank';

/** Something that was said. */
export interface WireEntry {
  /** ms since 1970 */
  at: number;
  from: Place;
  to: Place;
  /** A `reply` is the answer to a message; the answer to a call is its `outcome`. */
  kind: 'call' | 'message' | 'reply' | 'event';
  /** `POST /v1/orders`, `reserve`, `OrderCreated`. */
  name: string;
  /** 32 hexadecimal digits, or empty where it belongs to no trace. */
  traceId: string;
  /** How long it took; null while it goes on. */
  ms: number | null;
  /** `201`, `ok`, `InsufficientStock`, `failed`, `sent`, `taken`, `lost`, `repeated`; null while it goes on. */
  outcome: string | null;
}

export const wireQuerySchema = z.strictObject({
  trace: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .exactOptional(),
  /** ms since 1970 */
  since: z.coerce.number().int().min(0).exactOptional(),
});

/** What was said, in its order. */
export interface Wire {
  /** How the services talk to each other: shared/wiring.ts. */
  wiring: string;
  entries: WireEntry[];
}
