import type { createDocument } from 'zod-openapi';
import { idempotencyKey } from '../../../shared/http/call.ts';
import type { RequestHeader } from '../route.ts';

type Components = NonNullable<Parameters<typeof createDocument>[0]['components']>;

function ofRequest(name: RequestHeader, description: string, schema: Record<string, unknown>) {
  return { name, in: 'header', required: false, description, schema: { type: 'string', ...schema } } as const;
}

/** What a request may carry. */
export const requestHeaders = {
  'Idempotency-Key': ofRequest(
    'Idempotency-Key',
    'Makes a repeat safe: the same key with the same body gets the first answer again. Kept for 24 hours.',
    { pattern: idempotencyKey.source, examples: ['my-first-order'] },
  ),
  'If-Match': ofRequest(
    'If-Match',
    'The `ETag` that you have. If it is not the newest any more, nothing is changed: 412.',
    { examples: ['"7"'] },
  ),
  'If-None-Match': ofRequest(
    'If-None-Match',
    'The `ETag` that you have. If it is the newest, the answer is 304, without a body.',
    { examples: ['"7"'] },
  ),
  Prefer: ofRequest(
    'Prefer',
    '`respond-async` (RFC 7240): the answer is 202 at once, and `Location` tells how it goes on.',
    { examples: ['respond-async'] },
  ),
} satisfies Record<RequestHeader, unknown> & Components['parameters'];

const text = { type: 'string' } as const;

/** What an answer may carry. */
export const answerHeaders = {
  'Request-Id': { description: 'Names this request in our logs.', schema: text },
  ETag: { description: 'The version, for If-Match and If-None-Match.', schema: text },
  Location: { description: 'Where it is from now on.', schema: text },
  'Preference-Applied': {
    description: '`respond-async` where that was asked for and done.',
    schema: { type: 'string', const: 'respond-async' },
  },
  'Idempotent-Replayed': {
    description: '`true` where this is the first answer to a request that was repeated.',
    schema: { type: 'string', const: 'true' },
  },
  'Retry-After': { description: 'Seconds to wait before the next try.', schema: { type: 'integer' } },
  RateLimit: {
    description: 'What is left of this minute, by policy: on every answer that was counted.',
    schema: text,
  },
  'RateLimit-Policy': { description: 'How much a minute has, by policy.', schema: text },
  'WWW-Authenticate': { description: 'How to say who you are (RFC 6750).', schema: text },
} satisfies Components['headers'];

export type AnswerHeader = keyof typeof answerHeaders;

/** References to them, as an answer lists them. */
export function headerRefs(names: readonly AnswerHeader[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` as const }]));
}
