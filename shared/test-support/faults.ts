import * as fc from 'fast-check';

type Path = (string | number)[];

/** What means something to an object that is used as a map, and what means nothing to anybody. */
const strangeNames = fc.constantFrom('__proto__', 'constructor', 'toString', 'not a field', '');

const strangeValues: unknown[] = [
  null,
  true,
  '',
  '1',
  'x'.repeat(70_000),
  'a\u0000b',
  'half a \ud800 character',
  '\u0958'.repeat(300),
  0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  [],
  {},
  [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]],
];

/** Valid values of which one part is missing, or is something else. */
export function withFault(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fault = fc.option(fc.constantFrom(...strangeValues), { nil: undefined, freq: 6 });
  return fc.tuple(values, fc.nat(), fault).map(([value, chance, instead]) => {
    const places = placesIn(value);
    return replaced(value, places[chance % places.length] as Path, instead);
  });
}

/** Valid values in which some object has one more field. */
export function withUnknownField(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(), strangeNames).map(([value, chance, name]) => {
    const copy = structuredClone(value);
    const objects = placesIn(copy)
      .map((path) => at(copy, path))
      .filter(isObject);
    const object = objects[chance % objects.length];
    // An assignment to __proto__ would set the prototype.
    if (object) Object.defineProperty(object, name, { value: 1, enumerable: true });
    return copy;
  });
}

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))];
}

function replaced(value: unknown, path: Path, instead: unknown): unknown {
  const name = path.at(-1);
  if (name === undefined) return instead ?? null;
  const copy = structuredClone(value);
  const object = at(copy, path.slice(0, -1)) as Record<string, unknown>;
  if (instead === undefined) delete object[name];
  else object[name] = instead;
  return copy;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner, name) => (inner as Record<string, unknown>)[name], value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
