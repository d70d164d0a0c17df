import { deadLetterListQuerySchema, redriveBodySchema } from '../../../shared/contracts/dead-letter.ts';
import { encodeCursor } from '../../../shared/contracts/page.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { withBody } from '../../../shared/http/call.ts';
import { problemResponse } from '../../../shared/http/problem.ts';
import { parseQuery } from '../../../shared/http/query.ts';
import { json, respond } from '../../../shared/http/respond.ts';
import type { ServiceRequest } from '../../../shared/http/service-router.ts';
import type { RequestTable } from '../../../shared/request-table.ts';
import { accept, type Result } from '../../../shared/result.ts';
import { decodeAfter, encodeAfter } from '../order-query.ts';
import type { DeadLetters } from './dead-letters.ts';
import { type Queues, redrive, redriveAll } from './redrive.ts';

export interface DeadLetterOffice {
  letters: DeadLetters;
  queues: Queues;
  requests: RequestTable;
}

export async function listDeadLetters(request: Request, { letters }: DeadLetterOffice): Promise<Response> {
  const query = parseQuery(request, deadLetterListQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { queue = null, status = null, cursor = '', limit } = query.value;
  const after = decodeAfter(cursor);
  if (!after.ok) return problemResponse(after.rejection);
  const { items, last } = await letters.list({ queue, status, after: after.value, limit });
  return json({ items, next: encodeCursor(last && encodeAfter(last)) });
}

export function redriveDeadLetter(request: ServiceRequest, office: DeadLetterOffice): Promise<Response> {
  const id = request.params.id ?? '';
  return remembered(request, office, `dead-letter ${id}`, (now) =>
    redrive(id, office.letters, office.queues, now),
  );
}

export function redriveDeadLetters(request: ServiceRequest, office: DeadLetterOffice): Promise<Response> {
  return remembered(request, office, 'dead-letters', async (now) =>
    accept(await redriveAll(office.letters, office.queues, now)),
  );
}

/** A command without fields, done once for each Idempotency-Key. */
function remembered(
  request: ServiceRequest,
  { requests }: DeadLetterOffice,
  object: string,
  work: (now: number) => Promise<Result<unknown, Rejection>>,
): Promise<Response> {
  return withBody(request, redriveBodySchema, async (_, { repeat }) => {
    const now = Date.now();
    return respond(await requests.once(object, repeat, now, () => work(now)), (value) => json(value));
  });
}
