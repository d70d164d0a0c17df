import type * as z from 'zod';
import type { ProblemCode } from '../../shared/http/problem-codes.ts';
import type { Access } from './access.ts';
import type { ServiceName } from './env.ts';
import type { Handling } from './handling.ts';
import type { Html } from './html.ts';
import type { Ndjson, NdjsonUpload } from './ndjson.ts';
import type { PlainText } from './plain-text.ts';
import type { Area } from './scopes.ts';

/** `'id' | 'productId'` of `'/v1/carts/:id/items/:productId'`. */
type ParamName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a request may carry beside its body. Each brings its own answers and problems with it. */
export type RequestHeader = 'Idempotency-Key' | 'If-Match' | 'If-None-Match' | 'Prefer';

/** What a POST takes, what every other write takes, and what a read takes that answers with an ETag. */
export const headersOfPost = ['Idempotency-Key', 'If-Match'] as const;
export const headersOfWrite = ['If-Match'] as const;
export const headersOfVersionedRead = ['If-None-Match'] as const;

export interface DeclaredAnswer {
  description: string;
  /** null: none. */
  body: z.ZodType | Ndjson | Html | PlainText | null;
  headers: readonly ('ETag' | 'Location' | 'Preference-Applied')[];
}

/** A public route. Everything is required: what nobody has decided, access above all, does not compile. */
export interface Route<Path extends `/${string}` = `/${string}`> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: Path;
  access: Access;
  /** What an administrator's scope must reach. null: an administrator is nobody special here. */
  scope: Area | null;
  /** How often, how long, and whether the edge keeps the answer. */
  handling: Handling;
  /** Who answers. */
  service: ServiceName | 'gateway';
  /** Its name in generated clients: `listProducts`. */
  id: string;
  /** What it does, in a line. */
  summary: string;
  /** A schema for each `:name` of the path. */
  params: { readonly [Name in ParamName<Path>]: z.ZodType };
  /** null: it takes none. */
  query: z.ZodObject | null;
  /** null: it takes none. */
  body: z.ZodObject | NdjsonUpload | null;
  headers: readonly RequestHeader[];
  /** By status. */
  answers: Readonly<Record<number, DeclaredAnswer>>;
  /** What it can be refused for, beside what `problemsOf` knows from the rest. */
  problems: readonly ProblemCode[];
}

/** For the tables: `params` is held against `path`. */
export function route<const Path extends `/${string}`>(declared: Route<Path>): Route {
  return declared;
}
