import fc from 'fast-check';

/** As much of JSON Schema as requests of ours are described with. */
export interface Schema {
  $ref?: string;
  type?: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  examples?: unknown[];
  not?: { const: unknown };
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
}

/** What stands behind the references in a document, by the name of the component. */
export interface Components {
  schemas: Record<string, Schema>;
  /** Values that exist, and so get past the first check: most of the time these are drawn. */
  known: Record<string, readonly unknown[]>;
}

/** Values that the schema allows. */
export function valuesOf(schema: Schema, components: Components): fc.Arbitrary<unknown> {
  if (schema.$ref) return componentValues(schema.$ref, components);
  const values = plainValues(schema, components);
  if (!schema.examples) return values;
  return mostly(fc.constantFrom(...schema.examples), values);
}

function componentValues($ref: string, components: Components): fc.Arbitrary<unknown> {
  const name = $ref.split('/').at(-1) as string;
  const schema = components.schemas[name];
  if (!schema) throw new Error(`the document has no ${$ref}`);
  const values = valuesOf(schema, components);
  const known = components.known[name];
  if (!known) return values;
  return mostly(fc.constantFrom(...known), values);
}

/** What a schema cannot say, that a currency exists, say, is true of examples and of what is known. */
function mostly<Value>(usual: fc.Arbitrary<Value>, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: other });
}

function plainValues(schema: Schema, components: Components): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, components)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return texts(schema);
    case 'integer':
      return integers(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return arrays(schema, components);
    case 'object':
      return objects(schema, components);
    default:
      throw new Error(`no values are known for ${JSON.stringify(schema)}`);
  }
}

function texts({ pattern, minLength = 0, maxLength = 1_000 }: Schema): fc.Arbitrary<string> {
  if (pattern === undefined) return fc.string({ unit: 'grapheme', minLength, maxLength });
  return fc.stringMatching(new RegExp(pattern)).filter(({ length }) => length <= maxLength);
}

function integers({ minimum = -(2 ** 31), maximum = 2 ** 31 - 1, not }: Schema): fc.Arbitrary<number> {
  const range = fc.integer({ min: minimum, max: maximum });
  return fc.oneof(range, fc.constantFrom(minimum, maximum)).filter((value) => value !== not?.const);
}

function arrays({ items = {}, minItems, maxItems = 100 }: Schema, components: Components) {
  const bounds = {
    ...(minItems === undefined ? {} : { minLength: minItems }),
    maxLength: Math.min(5, maxItems),
  };
  return fc.array(valuesOf(items, components), bounds);
}

function objects(schema: Schema, components: Components): fc.Arbitrary<object> {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema;
  if (propertyNames && typeof additionalProperties === 'object') {
    const names = valuesOf(propertyNames, components) as fc.Arbitrary<string>;
    return fc.dictionary(names, valuesOf(additionalProperties, components), { maxKeys: 5 });
  }
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(property, components)]),
  );
  return fc.record(fields, { requiredKeys: required });
}
