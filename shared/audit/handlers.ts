import type * as z from 'zod';
import type { AuditPage, AuditQuery } from '../actor/audit.ts';
import type { NoSuchMoment } from '../actor/moment.ts';
import type { Progress } from '../actor/verifier.ts';
import { type AuditedKind, auditQuerySchema, verifyBodySchema } from '../contracts/audit.ts';
import { withBody } from '../http/call.ts';
import { type Problem, problemResponse } from '../http/problem.ts';
import { parseQuery } from '../http/query.ts';
import { json } from '../http/respond.ts';
import type { ServiceRequest } from '../http/service-router.ts';
import type { Result } from '../result.ts';
import { presentPage, presentProgress } from './present.ts';
import { neverVerified, noSuchMoment } from './problems.ts';

/** An actor as the audit calls it. */
export interface AuditedActor {
  audit(query: AuditQuery): Promise<Result<AuditPage, NoSuchMoment> | null>;
  verify(): Promise<Progress | null>;
  verification(): Promise<Progress | null>;
}

/** What differs from service to service. */
export interface AuditedActors<Env> {
  kind: AuditedKind;
  idSchema: z.ZodType<string>;
  find(env: Env, id: string): AuditedActor;
  notFound(id: string): Problem;
}

type Handler<Env> = (request: ServiceRequest, env: Env) => Promise<Response>;

/** The audit's part of a service's HTTP API. */
export function auditHandlers<Env>(actors: AuditedActors<Env>): {
  events: Handler<Env>;
  verify: Handler<Env>;
  verification: Handler<Env>;
} {
  return {
    events: (request, env) => listEvents(request, env, actors),
    verify: (request, env) =>
      withBody(request, verifyBodySchema, () =>
        withActor(request, env, actors, async (actor, id) => {
          const progress = await actor.verify();
          return progress ? present(progress, actors.kind, id) : problemResponse(actors.notFound(id));
        }),
      ),
    verification: (request, env) =>
      withActor(request, env, actors, async (actor) => {
        const progress = await actor.verification();
        return progress ? json(presentProgress(progress)) : problemResponse(neverVerified);
      }),
  };
}

async function listEvents<Env>(
  request: ServiceRequest,
  env: Env,
  actors: AuditedActors<Env>,
): Promise<Response> {
  const query = parseQuery(request, auditQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  return withActor(request, env, actors, async (actor, id) => {
    const page = await actor.audit(query.value);
    if (!page) return problemResponse(actors.notFound(id));
    if (!page.ok) return problemResponse(noSuchMoment(page.rejection));
    return json(presentPage(page.value));
  });
}

/** An id that no actor can have is not looked up: looking up makes an actor. */
async function withActor<Env>(
  request: ServiceRequest,
  env: Env,
  { idSchema, find, notFound: missing }: AuditedActors<Env>,
  handle: (actor: AuditedActor, id: string) => Promise<Response>,
): Promise<Response> {
  const id = request.params.id ?? '';
  if (!idSchema.safeParse(id).success) return problemResponse(missing(id));
  return handle(find(env, id), id);
}

function present(progress: Progress, kind: AuditedKind, id: string): Response {
  const view = presentProgress(progress);
  if (view.status === 'finished') return json(view);
  return json(view, { status: 202, headers: { location: `/v1/admin/audit/${kind}/${id}/verify` } });
}
