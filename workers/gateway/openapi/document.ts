import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { Ndjson, type NdjsonUpload } from '../ndjson.ts';
import type { Route } from '../route.ts';
import type { Chapter } from '../routes.ts';
import { contentOf } from './content.ts';
import { answerHeaders, requestHeaders } from './headers.ts';
import { examplesOf, problemSchema } from './problem-schema.ts';
import { responsesOf } from './responses.ts';
import { securityOf, securitySchemes } from './security.ts';

const description = `
A shop's transactional core: carts, stock, checkout and orders.

- Money is integer minor units. Times are RFC 3339 in UTC. Fields that a request has and we do not know are
  refused; an answer may have more fields one day.
- Guests send the \`Cart-Token\` that came with their cart, customers and administrators a bearer token.
- What went wrong is a problem document (RFC 9457) with a \`code\` to decide by, and facts that go with the code.
- A POST that takes an \`Idempotency-Key\` can be repeated until an answer comes.
- Carts, products and orders have a version: \`ETag\`, \`If-Match\`, \`If-None-Match\`.
- Lists come in pages: send \`next\` as \`cursor\`.
- Every GET can be a HEAD. A W3C \`traceparent\` is taken up and passed on.
`.trim();

/** The OpenAPI 3.1 document of these routes. */
export function documentOf(chapters: readonly Chapter[]) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Konbini',
      version: 'v1',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: chapters.map((chapter) => ({ name: chapter.name, description: chapter.description })),
    paths: pathsOf(chapters),
    components: componentsOf(chapters),
  });
}

function componentsOf(chapters: readonly Chapter[]): NonNullable<ZodOpenApiObject['components']> {
  return {
    securitySchemes,
    schemas: { Problem: problemSchema },
    headers: answerHeaders,
    parameters: requestHeaders,
    examples: examplesOf(chapters.flatMap(({ routes }) => routes)),
  };
}

function pathsOf(chapters: readonly Chapter[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const { name, routes } of chapters) {
    for (const route of routes) {
      const path = templateOf(route.path);
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) };
    }
  }
  return paths;
}

/** `/v1/carts/{id}` of `/v1/carts/:id`. */
function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function operationOf(tag: string, route: Route): ZodOpenApiOperationObject {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [tag],
    security: securityOf(route.access),
    requestParams: { path: z.object(route.params), ...(route.query ? { query: route.query } : {}) },
    parameters: route.headers.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ...(route.body ? { requestBody: bodyOf(route.body) } : {}),
    responses: responsesOf(route),
  };
}

/** A body that may be left out reads as `{}`. */
function bodyOf(body: z.ZodObject | NdjsonUpload) {
  return {
    required: body instanceof Ndjson || !body.safeParse({}).success,
    content: contentOf(body),
  };
}
