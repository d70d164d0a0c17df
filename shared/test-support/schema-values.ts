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
  return new Values(description.$defs ?? {})
    .by(description)
    .map((value) => JSON.parse(JSON.stringify(value)))
    .filter((value) => schema.safeParse(value).success);
}

/** A refinement does not show in a description, and chance would hardly ever spell a currency. */
function nameCurrencies({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Description }): void {
  if (zodSchema === currencySchema) jsonSchema.enum = Intl.supportedValuesOf('currency');
}

/** Values by their description. What is described once and named is found under `definitions`. */
class Values {
  readonly #definitions: Record<string, Description>;

  constructor(definitions: Record<string, Description>) {
    this.#definitions = definitions;
  }

  by(description: Description): fc.Arbitrary<unknown> {
    const { $ref, const: only, enum: some, type } = description;
    const kinds = description.oneOf ?? description.anyOf;
    if ($ref) return this.by(this.#named($ref));
    if (only !== undefined) return fc.constant(only);
    if (some !== undefined) return fc.constantFrom(...some);
    if (kinds) return fc.oneof(...kinds.map((kind) => this.by(kind as Description)));
    if (Array.isArray(type)) return fc.oneof(...type.map((one) => this.by({ ...description, type: one })));
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return integers(description);
      case 'number':
        return numbers(description);
      case 'string':
        return strings(description);
      case 'array':
        return fc.array(this.by(description.items as Description), { maxLength: 5 });
      case 'object':
        return description.properties ? this.#objects(description) : this.#records(description);
      case undefined:
        if (isAnything(description)) return plainValues;
        break;
    }
    throw new Error(`nothing is known about values like ${JSON.stringify(description)}`);
  }

  #named(ref: string): Description {
    const found = this.#definitions[ref.replace('#/$defs/', '')];
    if (!found) throw new Error(`${ref} is described nowhere`);
    return found;
  }

  #objects({ properties = {}, required = [] }: Description): fc.Arbitrary<object> {
    const fields = Object.entries(properties).map(([name, field]) => [name, this.by(field as Description)]);
    const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
    return fc.record(model, { requiredKeys: required });
  }

  #records({ propertyNames, additionalProperties }: Description): fc.Arbitrary<object> {
    const names = strings((propertyNames ?? {}) as Description);
    return fc.dictionary(names, this.by(additionalProperties as Description), { maxKeys: 5 });
  }
}

/** For what may be anything: no objects, in which a field that does not belong would be one that does. */
const plainValues = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string());

/** Nothing is asked of it, though something may be said about it. */
function isAnything({ description: _, ...asked }: Description): boolean {
  return Object.keys(asked).length === 0;
}

/** -0 is no number in JSON: it comes back as 0. */
function numbers({ minimum: min = -1e9, maximum: max = 1e9 }: Description): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true }).map((value) => value + 0);
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
