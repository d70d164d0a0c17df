import fc from 'fast-check';
import { kinds } from '../wrong-values.ts';

/** JSON texts that are wrong for one kind of field or another. */
const wrongTexts = [...new Set(Object.values<readonly string[]>(kinds).flat())];

/** A body that is right but for one place: something else stands there, it is missing, or there is more. */
export function nearly(value: unknown): fc.Arbitrary<string> {
  const places = placesIn(value);
  return fc
    .record({
      place: fc.constantFrom(...places),
      change: fc.constantFrom('replace', 'drop', 'add'),
      json: fc.oneof(fc.constantFrom(...wrongTexts), fc.json({ maxDepth: 2 })),
      name: fc.constantFrom('price', '__proto__', 'constructor', '', 'id', '💥'),
    })
    .map(({ place, change, json, name }) => {
      if (change === 'add') return textOf(value, [...place, name], json);
      return textOf(value, place, change === 'drop' ? undefined : json);
    });
}

type Place = readonly string[];

/** Where values are, the whole among them. */
function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...here, name]))];
}

/** As JSON, with this JSON at that place, or nothing there. */
function textOf(value: unknown, [name, ...deeper]: Place, json: string | undefined): string {
  if (name === undefined) return json ?? '';
  const entries = Object.entries(Object(value))
    .filter(([other]) => other !== name)
    .map(([other, inner]) => `${JSON.stringify(other)}:${JSON.stringify(inner)}`);
  const inner = (value as Record<string, unknown>)?.[name];
  if (deeper.length > 0 || json !== undefined) {
    entries.push(`${JSON.stringify(name)}:${textOf(inner, deeper, json)}`);
  }
  return `{${entries.join(',')}}`;
}

/** Bodies that nobody means well with. */
export const hostileBodies: fc.Arbitrary<string> = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{',
    'nonsense',
    '\ufeff{}',
    '{"a":1}{"a":1}',
    '['.repeat(20_000),
    `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`,
    `{"name":"${'a'.repeat(70_000)}"}`,
    '{"__proto__":{"quantity":1}}',
  ),
);

/** Pieces of a path, as they go over the wire. */
export const hostileSegments: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    '%00',
    '..',
    '%2e%2e',
    '%2F',
    '%252f',
    '%ff',
    '%',
    '%zz',
    '__proto__',
    'a'.repeat(129),
    ';x=1',
  ),
);

/** Parts of a query that no operation takes. */
export const hostileQueries: fc.Arbitrary<string> = fc.constantFrom(
  'x=1',
  '__proto__=1',
  'limit=1&limit=2',
  'limit[]=1',
  'attributes=1',
  'attributes[]=1',
  'attributes[__proto__]=1',
  'attributes[a]=1&attributes[a]=1',
  '=',
  '%',
  '',
);

/** Header values that HTTP allows; they are sent as Latin-1. */
export const hostileHeaders: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]{0,40}$/),
  fc.constantFrom('', '*', '"', '"-1"', 'W/"1"', '"99999999999999999999"', 'x'.repeat(256), '"1", "2"'),
);
