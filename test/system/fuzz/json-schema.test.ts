import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf } from '../../../workers/gateway/openapi/document.ts';
import { chapters } from '../../../workers/gateway/routes.ts';
import { nearly } from './hostile.ts';
import { type Schema, valuesOf } from './json-schema.ts';

const document = documentOf(chapters);
const schemas = document.components?.schemas as Record<string, Schema>;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');
const bodies = Object.keys(schemas).filter((name) => name.endsWith('Body'));

describe.each(bodies)('%s', (name) => {
  const valid = ajv.compile({ $ref: `openapi.json#/components/schemas/${name}` });
  const values = valuesOf({ $ref: `#/components/schemas/${name}` }, { schemas, known: {} });

  test('what is drawn as right is right', () => {
    fc.assert(
      fc.property(values, (value) => valid(value)),
      { seed: 1 },
    );
  });

  test('what is drawn as nearly right is mostly wrong, and mostly JSON', () => {
    const drawn = fc.sample(values.chain(nearly), { numRuns: 200, seed: 1 }).map(parsed);
    const wrong = drawn.filter((json) => json !== undefined && !valid(json.value));
    expect(wrong.length).toBeGreaterThan(100);
  });
});

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
