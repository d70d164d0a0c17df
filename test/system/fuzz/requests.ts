import fc from 'fast-check';
import { ndjsonType } from '../../../shared/ndjson/lines.ts';
import { hostileBodies, hostileHeaders, hostileQueries, hostileSegments, nearly } from './hostile.ts';
import { type Components, type Schema, valuesOf } from './json-schema.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: Schema;
}

/** An operation of an OpenAPI document, with its references to parameters looked up. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  /** Names of security schemes, each of which will do. */
  callers: string[];
  parameters: Parameter[];
  body: Schema | null;
  /** Of a body that is a list of values, each on a line of its own. */
  line: Schema | null;
}

/** What they send along who call, by the name of the security scheme. */
export type Callers = Record<string, Record<string, string>[]>;

/** A request as it goes over the wire. */
export interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** So many at once. */
  copies: number;
}

/**
 * What of a request is wrong. One thing at a time: the first that is noticed is answered, and what comes behind
 * it would never be tried.
 */
const faults = fc.oneof(
  { weight: 6, arbitrary: fc.constant('none') },
  { weight: 3, arbitrary: fc.constant('body') },
  { weight: 4, arbitrary: fc.constantFrom('path', 'query', 'caller', 'headers') },
);

/** Requests for an operation: such as it describes, nearly such, and hostile ones. */
export function requestsOf(
  operation: Operation,
  components: Components,
  callers: Callers,
): fc.Arbitrary<Sent> {
  return faults.chain((fault) =>
    fc
      .record({
        path: pathsOf(operation, components, fault === 'path'),
        query: queriesOf(operation, components, fault === 'query'),
        caller: callersOf(operation, callers, fault === 'caller'),
        headers: headersOf(operation, components, fault === 'headers'),
        body: bodiesOf(operation, components, fault === 'body'),
        copies: fc.constantFrom(1, 1, 1, 2),
      })
      .map(({ path, query, caller, headers, body, copies }) => ({
        method: operation.method,
        path: `${path}${query && `?${query}`}`,
        headers: {
          ...(body === undefined ? {} : { 'content-type': operation.line ? ndjsonType : 'application/json' }),
          ...headers,
          ...caller,
        },
        body,
        copies,
      })),
  );
}

function parametersIn(where: Parameter['in'], { parameters }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === where);
}

function asText(value: unknown): string {
  return encodeURIComponent(String(value).toWellFormed());
}

function pathsOf(operation: Operation, components: Components, wrong: boolean): fc.Arbitrary<string> {
  const segments = parametersIn('path', operation).map(({ name, schema }) => {
    const texts = valuesOf(schema, components).map(asText);
    return (wrong ? fc.oneof(texts, hostileSegments) : texts).map((text) => [name, text] as const);
  });
  return fc.tuple(...segments).map((filled) => {
    const values = new Map(filled);
    return operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => values.get(name) ?? '');
  });
}

function queriesOf(operation: Operation, components: Components, wrong: boolean): fc.Arbitrary<string> {
  const parts = parametersIn('query', operation).map(({ name, schema }) => {
    const parts = valuesOf(schema, components).map((value) => queryPart(name, value));
    const hostile = hostileSegments.map((text) => `${name}=${text}`);
    return fc.option(wrong ? fc.oneof(parts, hostile) : parts, { freq: 1 });
  });
  return fc
    .tuple(...parts, wrong ? hostileQueries : fc.constant(null))
    .map((all) => all.filter((part) => part !== null).join('&'));
}

/** An object is said entry by entry: style `deepObject`, the only one that our parameters have. */
function queryPart(name: string, value: unknown): string {
  if (typeof value !== 'object') return `${name}=${asText(value)}`;
  return Object.entries(value ?? {})
    .map(([key, entry]) => `${name}[${asText(key)}]=${asText(entry)}`)
    .join('&');
}

function callersOf(
  operation: Operation,
  callers: Callers,
  wrong: boolean,
): fc.Arbitrary<Record<string, string>> {
  const right = operation.callers.flatMap((name) => callers[name] ?? []);
  return fc.constantFrom(...(wrong ? Object.values(callers).flat() : right));
}

/** Most requests go without: an If-Match of chance is hardly ever the newest. */
function headersOf(
  operation: Operation,
  components: Components,
  wrong: boolean,
): fc.Arbitrary<Record<string, string>> {
  const fields = parametersIn('header', operation).map(({ name, schema }) => {
    const texts = valuesOf(schema, components).map(String).filter(isHeaderValue);
    return [name, wrong ? fc.oneof(texts, hostileHeaders) : texts] as const;
  });
  const type = wrong
    ? { 'content-type': fc.constantFrom('text/plain', 'application/json;charset=x', '') }
    : {};
  // Absent, never undefined.
  const some = fc.record({ ...Object.fromEntries(fields), ...type }, { requiredKeys: [] }) as fc.Arbitrary<
    Record<string, string>
  >;
  return wrong ? some : fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: some });
}

/** RFC 9110, 5.5. */
function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

function bodiesOf(
  { body, line, method }: Operation,
  components: Components,
  wrong: boolean,
): fc.Arbitrary<string | undefined> {
  if (line) return linesOf(line, components, wrong);
  const none = fc.constant(undefined);
  // Node and proxies do not agree on what the body of a GET is.
  if (body === null) return wrong && method !== 'GET' ? hostileBodies : none;
  const values = valuesOf(body, components);
  if (!wrong) return values.map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 4, arbitrary: values.chain(nearly) },
    { weight: 2, arbitrary: hostileBodies },
    none,
  );
}

function linesOf(line: Schema, components: Components, wrong: boolean): fc.Arbitrary<string> {
  const values = valuesOf(line, components);
  const right = values.map((value) => JSON.stringify(value));
  const lines = wrong ? fc.oneof(right, values.chain(nearly), hostileBodies) : right;
  return fc.array(lines, { maxLength: 5 }).map((all) => all.join('\n'));
}
