import type * as z from 'zod';
import type { Call } from '../contracts/call.ts';
import { callerName } from '../contracts/caller.ts';
import { sha256Hex } from '../digest.ts';
import { type Result, reject } from '../result.ts';
import { versionFromIfMatch } from './etag.ts';
import { decodeCaller, requestIdHeader } from './internal-headers.ts';
import { parseBody } from './json-body.ts';
import { type Problem, problem, problemResponse } from './problem.ts';

/** 1–255 printable ASCII characters. */
export const idempotencyKey = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

export const invalidIdempotencyKey = problem(
  400,
  'invalid-idempotency-key',
  'Invalid Idempotency-Key',
  'An Idempotency-Key is 1 to 255 printable ASCII characters.',
);

/** Who asks, in which request. */
export function causeOf(request: Request, caller = decodeCaller(request)): Call['cause'] {
  return {
    // An event is for ever, and an address on the Internet is often somebody's.
    caller: caller.kind === 'anonymous' ? caller.kind : callerName(caller),
    request: request.headers.get(requestIdHeader) ?? '',
    trace: request.headers.get('traceparent') ?? '',
  };
}

/** Reads what comes along with a command from a request's headers. `body` is the parsed body. */
async function callOf(request: Request, body?: unknown): Promise<Result<Call, Problem>> {
  const caller = decodeCaller(request);
  const cause = causeOf(request, caller);
  const ifVersion = versionFromIfMatch(request.headers.get('if-match'));
  if (!ifVersion.ok) return ifVersion;
  const call: Call = { caller, cause };
  if (ifVersion.value !== undefined) call.ifVersion = ifVersion.value;
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method !== 'POST') return { ok: true, value: call };
  if (!idempotencyKey.test(key)) {
    return reject(invalidIdempotencyKey);
  }
  const { pathname } = new URL(request.url);
  const fingerprint = await sha256Hex(`${request.method} ${pathname}\n${JSON.stringify(body ?? null)}`);
  // As JSON, since both parts may hold any separator.
  call.repeat = { key: JSON.stringify([callerName(caller), key]), fingerprint };
  return { ok: true, value: call };
}

/** Handles a command, or answers what is wrong with its headers. */
export async function withCall(
  request: Request,
  body: unknown,
  handle: (call: Call) => Promise<Response>,
): Promise<Response> {
  const call = await callOf(request, body);
  return call.ok ? handle(call.value) : problemResponse(call.rejection);
}

/** Handles a command that has a body, or answers what is wrong with the body or the headers. */
export async function withBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  handle: (body: z.output<Schema>, call: Call) => Promise<Response>,
): Promise<Response> {
  const body = await parseBody(request, schema);
  if (!body.ok) return problemResponse(body.rejection);
  return withCall(request, body.value, (call) => handle(body.value, call));
}
