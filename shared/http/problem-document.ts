import type { ProblemCode, ProblemStatus } from './problem-codes.ts';

/** RFC 9457 problem details, with a stable `code` and facts by code. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  [fact: string]: unknown;
}

/** A code with a status that is not its own does not compile. */
export function problem<Code extends ProblemCode>(
  status: ProblemStatus<Code>,
  code: Code,
  title: string,
  detail: string,
  facts: Record<string, unknown> = {},
): Problem {
  return { type: `urn:konbini:problem:${code}`, title, status, detail, code, ...facts };
}

export function notFound(
  what: 'cart' | 'order' | 'payment' | 'notification' | 'webhook' | 'delivery',
): Problem {
  return problem(404, `${what}-not-found`, 'Not found', `There is no such ${what}, or it is not yours.`);
}
