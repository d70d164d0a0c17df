import * as z from 'zod';
import type { Problem } from '../../../shared/http/problem.ts';
import { type ProblemCode, problemStatuses } from '../../../shared/http/problem-codes.ts';
import type { Route } from '../route.ts';
import { problemExamples } from './problem-examples.ts';
import { problemsOf } from './problems.ts';

/** What problems have in common; each answer says which codes it may have. */
export const problemSchema: z.ZodType<Problem> = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problemStatuses) as [ProblemCode, ...ProblemCode[]]),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem details, with facts by `code`.',
    examples: Object.values(problemExamples),
  });

/** An example for each code that some route answers with: one that nobody refers to is a linter's complaint. */
export function examplesOf(routes: readonly Route[]): Record<string, { value: Problem }> {
  const codes = new Set(routes.flatMap(problemsOf));
  return Object.fromEntries([...codes].map((code) => [code, { value: problemExamples[code] }]));
}
