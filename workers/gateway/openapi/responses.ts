import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { retryAfterSeconds } from '../../../shared/http/problem.ts';
import { type ProblemCode, problemStatuses } from '../../../shared/http/problem-codes.ts';
import type { DeclaredAnswer, Route } from '../route.ts';
import { contentOf } from './content.ts';
import { type AnswerHeader, headerRefs } from './headers.ts';
import { problemsOf } from './problems.ts';

/** Everything that a route can answer. */
export function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const [status, answer] of Object.entries(route.answers)) responses[status] = answerOf(route, answer);
  if (route.headers.includes('If-None-Match')) responses[304] = notModified;
  for (const [status, codes] of byStatus(problemsOf(route))) {
    responses[status] = problemResponseOf(status, codes);
  }
  return responses;
}

function answerOf({ headers }: Route, answer: DeclaredAnswer): ZodOpenApiResponseObject {
  const names: AnswerHeader[] = ['Request-Id', ...answer.headers];
  if (headers.includes('Idempotency-Key')) names.push('Idempotent-Replayed');
  return {
    description: answer.description,
    headers: headerRefs(names),
    ...(answer.body ? { content: contentOf(answer.body) } : {}),
  };
}

const notModified: ZodOpenApiResponseObject = {
  description: 'You have the newest already.',
  headers: headerRefs(['Request-Id', 'ETag']),
};

function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  return Map.groupBy(codes, (code) => problemStatuses[code]);
}

function problemResponseOf(status: number, codes: ProblemCode[]): ZodOpenApiResponseObject {
  const names: AnswerHeader[] = ['Request-Id'];
  if (status === 401) names.push('WWW-Authenticate');
  if (status === 429 || codes.some((code) => retryAfterSeconds[code] !== undefined))
    names.push('Retry-After');
  if (status === 429) names.push('RateLimit', 'RateLimit-Policy');
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
  };
  const examples = Object.fromEntries(
    codes.map((code) => [code, { $ref: `#/components/examples/${code}` as const }]),
  );
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: headerRefs(names),
    content: { 'application/problem+json': { schema, examples } },
  };
}
