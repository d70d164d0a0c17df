import type { Caller } from '../../shared/contracts/caller.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import type { Identity } from './authenticate.ts';
import type { Route } from './route.ts';
import { type Area, reaches } from './scopes.ts';

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
export function refusal(
  route: Pick<Route, 'access' | 'scope' | 'method'>,
  identity: Identity,
): Problem | undefined {
  const { caller, scopes } = identity;
  if (caller.kind === 'anonymous') {
    return admitted[route.access].includes('anonymous') ? undefined : authenticationRequired;
  }
  if (!admitted[route.access].includes(caller.kind)) return forbidden(caller.kind);
  if (caller.kind !== 'admin' || route.scope === null) return undefined;
  return reaches(scopes, route.scope, route.method) ? undefined : insufficientScope(route.scope);
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

/** RFC 6750, 3.1. */
export function insufficientScope(scope: Area): Problem {
  return problem(403, 'forbidden', 'Forbidden', `This takes an administrator with the scope "${scope}".`, {
    scope,
  });
}
