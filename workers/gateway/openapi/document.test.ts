import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import type { Problem } from '../../../shared/http/problem.ts';
import { type ProblemCode, problemStatuses } from '../../../shared/http/problem-codes.ts';
import { Ndjson } from '../ndjson.ts';
import { chapters, routes } from '../routes.ts';
import { documentOf } from './document.ts';
import { problemExamples } from './problem-examples.ts';
import { problemSchema } from './problem-schema.ts';
import { problemsOf } from './problems.ts';

const document = documentOf(chapters);
const paths = document.paths as Record<string, Record<string, { operationId: string; responses: object }>>;

const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
);

test('is OpenAPI 3.1', async () => {
  const verdict = await new Validator().validate({ ...structuredClone(document) });
  expect(verdict).toEqual({ valid: true });
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('has every route, and nothing else', () => {
  const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const declared = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(documented.toSorted()).toEqual(declared.toSorted());
});

test.each(operations)('$operationId has each of its problems by status', ({ operationId, responses }) => {
  const route = routes.find(({ id }) => id === operationId);
  const codes = Object.values(responses).flatMap((response) =>
    Object.keys(response.content?.['application/problem+json']?.examples ?? {}),
  );
  expect(codes.toSorted()).toEqual(problemsOf(route as (typeof routes)[number]).toSorted());
});

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');
const schemas = Object.entries(document.components?.schemas ?? {});

/** Of the problem that a reference to an example is to. */
function statusOf({ $ref }: { $ref: string }): number | undefined {
  const examples = document.components?.examples as Record<string, { value: Problem }>;
  return examples[$ref.replace('#/components/examples/', '')]?.value.status;
}

describe('examples', () => {
  test.each(Object.entries(problemExamples))('%s is that problem', (code, example) => {
    expect(example.code).toBe(code);
    expect(example.status).toBe(problemStatuses[code as ProblemCode]);
    expect(example.type).toBe(`urn:konbini:problem:${code}`);
  });

  test('are there for every code that there is', () => {
    const { examples } = problemSchema.meta() as { examples: Problem[] };
    expect(examples.map(({ code }) => code).toSorted()).toEqual(Object.keys(problemStatuses).toSorted());
  });

  test.each(operations)(
    'of problems of $operationId are of the status that they stand at',
    ({ responses }) => {
      for (const [status, response] of Object.entries(responses)) {
        const shown: { $ref: string }[] = Object.values(
          response.content?.['application/problem+json']?.examples ?? {},
        );
        expect(shown.map(statusOf)).toEqual(shown.map(() => Number(status)));
      }
    },
  );

  // `{}` is what a viewer sends of a body without one.
  test.each(routes.filter(({ body }) => body))('of what $id takes are taken', ({ body }) => {
    const schema = body instanceof Ndjson ? body.line : (body as z.ZodObject);
    for (const example of schema.meta()?.examples ?? [{}]) {
      expect(schema.safeParse(example)).toMatchObject({ success: true });
    }
  });

  test.each(schemas)('of %s are such as it says', (name, schema) => {
    const valid = ajv.compile({ $ref: `openapi.json#/components/schemas/${name}` });
    for (const example of (schema as { examples?: unknown[] }).examples ?? []) {
      expect([name, example, valid(example)]).toEqual([name, example, true]);
    }
  });
});
