import type { Caller } from '../../shared/contracts/caller.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';

/**
 * Who may call a route. Whether the cart or order is the caller's own is for its service to find out: only
 * the service knows the owner.
 */
export type Access =
  | 'anyone'
  /** Someone who buys. An administrator passes, and the service answers 404 for what is not his. */
  | 'buyer'
  /** Whose the cart or order is, or an administrator. */
  | 'owner'
  | 'customer'
  | 'customerOrAdmin'
  | 'admin';

export const admitted: Record<Access, readonly Caller['kind'][]> = {
  anyone: ['anonymous', 'guest', 'customer', 'admin'],
  buyer: ['guest', 'customer', 'admin'],
  owner: ['guest', 'customer', 'admin'],
  customer: ['customer'],
  customerOrAdmin: ['customer', 'admin'],
  admin: ['admin'],
};

/** What stands in the caller's way, or undefined where nothing does. */
export function refusal(access: Access, caller: Caller): Problem | undefined {
  if (admitted[access].includes(caller.kind)) return undefined;
  return caller.kind === 'anonymous' ? authenticationRequired : forbidden(caller.kind);
}

export const authenticationRequired = problem(
  401,
  'authentication-required',
  'Authentication required',
  'Say who you are: send Authorization: Bearer <token>, or the Cart-Token of a guest.',
);

export function forbidden(kind: Caller['kind']): Problem {
  return problem(403, 'forbidden', 'Forbidden', `This is not open to the caller, who is here as ${kind}.`);
}
