import * as z from 'zod';
import { equalInConstantTime } from '../digest.ts';

/** Who is calling, as the gateway has found out. Services believe it because only the gateway reaches them. */
export const callerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('admin'),
    /** Of several; the one with the ADMIN_TOKEN has none. */
    name: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('customer'), customerId: z.string() }),
  /** Holds the secret of a guest's cart; we only ever keep its SHA-256. */
  z.strictObject({ kind: z.literal('guest'), tokenHash: z.string() }),
  z.strictObject({ kind: z.literal('anonymous'), address: z.string() }),
]);
export type Caller = z.infer<typeof callerSchema>;

/** Whom a cart and its orders belong to. */
export type Owner = { kind: 'customer'; customerId: string } | { kind: 'guest'; tokenHash: string };

/** A guest's token never opens what belongs to a customer, and nothing matches by being absent. */
export function owns(caller: Caller, owner: Owner): boolean {
  if (caller.kind === 'customer' && owner.kind === 'customer') return caller.customerId === owner.customerId;
  if (caller.kind === 'guest' && owner.kind === 'guest') {
    return equalInConstantTime(caller.tokenHash, owner.tokenHash);
  }
  return false;
}

/** The caller as a short text: what an idempotency key belongs to, and what the audit trail names unless it is an address. */
export function callerName(caller: Caller): string {
  switch (caller.kind) {
    case 'admin':
      return caller.name === undefined ? 'admin' : `admin:${caller.name}`;
    case 'customer':
      return `customer:${caller.customerId}`;
    case 'guest':
      return `guest:${caller.tokenHash.slice(0, 16)}`;
    case 'anonymous':
      return `anonymous:${caller.address}`;
  }
}
