import * as fc from 'fast-check';
import * as z from 'zod';
import { currencySchema } from '../money.ts';

type Description = z.core.JSONSchema.JSONSchema;

/**
 * Values that the schema takes, as they come over the wire.
 *
 * @throws for a schema that describes something which no other one does: teach it here
 */
export function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const description = z.toJSONSchema(schema, { io: 'input', override: nameCurrencies });
  return valuesBy(description)
    .map((value) => JSON.parse(JSON.stringify(value)))
    .filter((value) => schema.safeParse(value).success);
}

/** A refinement does not show in a description, and chance would hardly ever spell a currency. */
function nameCurrencies({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Description }): void {
  if (zodSchema === currencySchema) jsonSchema.enum = Intl.supportedValuesOf('currency');
}

function valuesBy(description: Description): fc.Arbitrary<unknown> {
  const { const: only, enum: some, type } = description;
  const kinds = description.oneOf ?? description.anyOf;
  if (only !== undefined) return fc.constant(only);
  if (some !== undefined) return fc.constantFrom(...some);
  if (kinds) return fc.oneof(...kinds.map((kind) => valuesBy(kind as Description)));
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => valuesBy({ ...description, type: one })));
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(description);
    case 'string':
      return strings(description);
    case 'array':
      return fc.array(valuesBy(description.items as Description), { maxLength: 5 });
    case 'object':
      return description.properties ? objects(description) : records(description);
    default:
      throw new Error(`nothing is known about values like ${JSON.stringify(description)}`);
  }
}

function integers({ minimum, maximum }: Description): fc.Arbitrary<number> {
  const [min, max] = [minimum ?? Number.MIN_SAFE_INTEGER, maximum ?? Number.MAX_SAFE_INTEGER];
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
}

/** Some become longer or shorter when they are normalised. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom('e\u0301', '\u0958', '\ufb2c', '\u{1d160}', '\u3000') },
);

function strings({ pattern, minLength = 0, maxLength = 1_000 }: Description): fc.Arbitrary<string> {
  const isFitting = (value: string) => value.length >= minLength && value.length <= maxLength;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(isFitting);
  const short = fc.array(character, { maxLength: 20 }).map((characters) => characters.join(''));
  const longest = character.map((one) => one.repeat(maxLength / one.length));
  return fc.oneof({ weight: 5, arbitrary: short }, { weight: 1, arbitrary: longest }).filter(isFitting);
}

function objects({ properties = {}, required = [] }: Description): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, field]) => [name, valuesBy(field as Description)]);
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  return fc.record(model, { requiredKeys: required });
}

function records({ propertyNames, additionalProperties }: Description): fc.Arbitrary<object> {
  const names = strings((propertyNames ?? {}) as Description);
  return fc.dictionary(names, valuesBy(additionalProperties as Description), { maxKeys: 5 });
}
