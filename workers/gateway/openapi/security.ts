import type { Caller } from '../../../shared/contracts/caller.ts';
import { type Access, admitted } from '../access.ts';

/** How callers say who they are. */
export const securitySchemes = {
  guest: {
    type: 'apiKey',
    in: 'header',
    name: 'Cart-Token',
    description: "The token of a guest's cart, from its creation.",
  },
  customer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: "A token of the shop's identity provider; `sub` is the customer.",
  },
  admin: {
    type: 'http',
    scheme: 'bearer',
    description: "The administrators' token: `local-admin` where `npm start` was told no other.",
  },
} as const;

/** Any one of these will do. */
export function securityOf(access: Access): Record<string, string[]>[] {
  return admitted[access].map(requirementOf);
}

function requirementOf(kind: Caller['kind']): Record<string, string[]> {
  return kind === 'anonymous' ? {} : { [kind]: [] };
}
