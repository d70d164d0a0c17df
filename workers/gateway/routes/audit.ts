import type * as z from 'zod';
import {
  type AuditedKind,
  auditPageSchema,
  auditQuerySchema,
  verificationProgressSchema,
  verificationResultSchema,
  verificationSchema,
  verifyBodySchema,
} from '../../../shared/contracts/audit.ts';
import { cartIdSchema, orderIdSchema, stockActorIdSchema } from '../../../shared/ids.ts';
import { read, write } from '../handling.ts';
import { type Route, route } from '../route.ts';

/** The same for each kind of actor. */
function auditOf(kind: AuditedKind, idSchema: z.ZodType): Route[] {
  const [service, missing] = [kind, `${kind}-not-found`] as const;
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return [
    route({
      method: 'GET',
      path: `/v1/admin/audit/${kind}/:id`,
      access: 'admin',
      scope: kind === 'product' ? 'catalog' : 'orders',
      handling: read,
      service,
      id: `audit${name}`,
      summary: `What happened to a ${kind}, event by event, and its state at any moment`,
      params: { id: idSchema },
      query: auditQuerySchema,
      body: null,
      headers: [],
      answers: {
        200: {
          description: 'A page, in order. Go on with `next` as `after`.',
          body: auditPageSchema,
          headers: [],
        },
      },
      problems: [missing],
    }),
    route({
      method: 'POST',
      path: `/v1/admin/audit/${kind}/:id/verify`,
      access: 'admin',
      scope: kind === 'product' ? 'catalog' : 'orders',
      handling: write,
      service,
      id: `verify${name}`,
      summary: `Replay a ${kind}'s events and compare with everything that it keeps`,
      params: { id: idSchema },
      query: null,
      body: verifyBodySchema,
      // Changes nothing, and joins what is under way: a repeat needs no key.
      headers: [],
      answers: {
        200: { description: 'The result.', body: verificationResultSchema, headers: [] },
        202: {
          description: 'It takes longer; ask for its progress.',
          body: verificationProgressSchema,
          headers: ['Location'],
        },
      },
      problems: [missing],
    }),
    route({
      method: 'GET',
      path: `/v1/admin/audit/${kind}/:id/verify`,
      access: 'admin',
      scope: kind === 'product' ? 'catalog' : 'orders',
      handling: read,
      service,
      id: `get${name}Verification`,
      summary: `How far the verification of a ${kind} is, or the result of the last one`,
      params: { id: idSchema },
      query: null,
      body: null,
      headers: [],
      answers: { 200: { description: 'Progress, or a result.', body: verificationSchema, headers: [] } },
      problems: [missing, 'verification-not-found'],
    }),
  ];
}

export const audit: readonly Route[] = [
  ...auditOf('product', stockActorIdSchema),
  ...auditOf('cart', cartIdSchema),
  ...auditOf('order', orderIdSchema),
];
