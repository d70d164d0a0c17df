import { globSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseJson } from '../http/json-body.ts';
import { withFault, withUnknownField } from '../test-support/faults.ts';
import { valuesOf } from '../test-support/schema-values.ts';

/** Every schema that is exported, so that a new one is tried without being listed anywhere. */
async function allSchemas(): Promise<[name: string, schema: z.ZodType][]> {
  const files = globSync(['*.ts', 'contracts/*.ts', 'http/*.ts'], { cwd: `${import.meta.dirname}/..` });
  const modules = files.filter((file) => !file.endsWith('.test.ts')).map((file) => import(`../${file}`));
  const exported = (await Promise.all(modules)).flatMap((module) => Object.entries(module));
  return (
    exported
      .filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType)
      // A query is text and no JSON.
      .filter(([name]) => !name.endsWith('QuerySchema'))
  );
}

/** Whether what comes out is of the kind that went in: a time that is read as a number is not. */
function keepsItsKind(schema: z.ZodType): boolean {
  try {
    z.toJSONSchema(schema, { io: 'output' });
    return true;
  } catch {
    return false;
  }
}

const schemas = await allSchemas();

it('knows the schemas', () => {
  const names = schemas.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['checkoutBodySchema', 'productUpdatedSchema', 'priceSchema']),
  );
});

describe.each(schemas)('%s', (name, schema) => {
  const values = valuesOf(schema);
  const isStable = keepsItsKind(schema);
  const read = (value: unknown) => parseJson(JSON.stringify(value), schema);

  /** A yes means the same when it is read again, and a no is a problem that is the client's. */
  function isAnswer(answer: ReturnType<typeof read>): void {
    if (answer.ok && isStable) expect(read(answer.value)).toEqual(answer);
    if (!answer.ok) expect(answer.rejection).toMatchObject({ status: 400, code: 'validation-failed' });
  }

  it('takes what it describes, and what it made of it comes out the same again', () => {
    const taken = fc.property(values, (value) => {
      const answer = read(value);
      expect(answer.ok).toBe(true);
      isAnswer(answer);
    });
    fc.assert(taken);
  });

  it('lets no field in that it does not know', () => {
    const kept = fc.property(withUnknownField(values), (value) => {
      const answer = read(value);
      if (name.endsWith('BodySchema')) expect(answer.ok).toBe(false);
      isAnswer(answer);
      if (answer.ok)
        expect(JSON.stringify(answer.value)).not.toMatch(/"(__proto__|constructor|toString|not a field|)":1/);
    });
    fc.assert(kept);
  });

  it('says yes or no to what is nearly right', () => {
    const judged = fc.property(withFault(values), (value) => isAnswer(read(value)));
    fc.assert(judged);
  });

  it('says yes or no to whatever is JSON', () => {
    const judged = fc.property(fc.jsonValue(), (value) => isAnswer(read(value)));
    fc.assert(judged);
  });

  it('says yes or no to whatever a caller in the same house may pass', () => {
    const judged = fc.property(fc.anything(), (value) => {
      expect([true, false]).toContain(schema.safeParse(value).success);
    });
    fc.assert(judged);
  });
});
