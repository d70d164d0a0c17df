import {
  deadLetterListQuerySchema,
  deadLetterListSchema,
  deadLetterViewSchema,
  redriveBodySchema,
  redrivenSchema,
} from '../../../shared/contracts/dead-letter.ts';
import { deadLetterIdSchema } from '../../../shared/ids.ts';
import { read, write } from '../handling.ts';
import { headersOfPost, route } from '../route.ts';

// Letters have no version, but an If-Match that is none is refused everywhere: 412.
export const deadLetters = [
  route({
    method: 'GET',
    path: '/v1/admin/dead-letters',
    access: 'admin',
    scope: 'all',
    handling: read,
    service: 'order',
    id: 'listDeadLetters',
    summary: 'Messages that could not be handled, the newest first',
    params: {},
    query: deadLetterListQuerySchema,
    body: null,
    headers: [],
    answers: { 200: { description: 'A page.', body: deadLetterListSchema, headers: [] } },
    problems: [],
  }),
  route({
    method: 'POST',
    path: '/v1/admin/dead-letters/redrive',
    access: 'admin',
    scope: 'all',
    handling: write,
    service: 'order',
    id: 'redriveDeadLetters',
    summary: 'Try the oldest messages that wait once more, at most 100',
    params: {},
    query: null,
    body: redriveBodySchema,
    headers: headersOfPost,
    answers: { 200: { description: 'They are back in their queues.', body: redrivenSchema, headers: [] } },
    problems: ['version-mismatch'],
  }),
  route({
    method: 'POST',
    path: '/v1/admin/dead-letters/:id/redrive',
    access: 'admin',
    scope: 'all',
    handling: write,
    service: 'order',
    id: 'redriveDeadLetter',
    summary: 'Try a message once more',
    params: { id: deadLetterIdSchema },
    query: null,
    body: redriveBodySchema,
    headers: headersOfPost,
    answers: { 200: { description: 'It is back in its queue.', body: deadLetterViewSchema, headers: [] } },
    problems: ['dead-letter-not-found', 'queue-not-found', 'version-mismatch'],
  }),
];
