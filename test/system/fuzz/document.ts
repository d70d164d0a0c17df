import { ndjsonType } from '../../../shared/ndjson/lines.ts';
import type { Shop } from '../shop.ts';
import type { Schema } from './json-schema.ts';
import type { Operation, Parameter } from './requests.ts';

interface OpenApi {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

interface DocumentedOperation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: { 'application/json'?: { schema: Schema }; [ndjsonType]?: { schema: Schema } } };
}

/** The shop's own description of itself. */
export async function describedBy(shop: Shop): Promise<OpenApi> {
  return (await (await shop.fetch('/openapi.json')).json()) as OpenApi;
}

export function operationsOf({ paths, components }: OpenApi): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, security, parameters = [], requestBody }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      callers: security.map((requirement) => Object.keys(requirement)[0] ?? 'nobody'),
      parameters: parameters.map((one) => ('$ref' in one ? lookedUp(one.$ref, components.parameters) : one)),
      body: requestBody?.content['application/json']?.schema ?? null,
      line: requestBody?.content[ndjsonType]?.schema.items ?? null,
    })),
  );
}

function lookedUp($ref: string, parameters: Record<string, Parameter>): Parameter {
  const found = parameters[$ref.split('/').at(-1) as string];
  if (!found) throw new Error(`the document has no ${$ref}`);
  return found;
}
