import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { ndjsonType } from '../../shared/ndjson/lines.ts';
import { matcherOf } from '../../workers/gateway/match.ts';
import { documentOf } from '../../workers/gateway/openapi/document.ts';
import { chapters, routes } from '../../workers/gateway/routes.ts';

/** An answer as it came. */
export interface Came {
  status: number;
  type: string | null;
  text: string;
}

interface DeclaredResponse {
  content?: Record<string, unknown>;
}

const document = documentOf(chapters);
// Every format of ours comes with its pattern.
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');
const match = matcherOf(routes);

/** Of pictures, and of what the page at /docs loads: files that no route knows. */
const assetTypes = /^(?:image|text\/css|text\/javascript)\b/;

/** Whatever a test is about: an answer that /openapi.json does not know fails it. */
export async function assertDeclared(method: string, path: string, came: Came): Promise<void> {
  const flaw = await undeclared(method, path, came);
  if (flaw) throw new Error(`${method} ${path}: ${flaw}: ${came.status} ${came.text.slice(0, 1_000)}`);
}

async function undeclared(method: string, path: string, came: Came): Promise<string | undefined> {
  // Not relative to a base, against which `//` would begin a host.
  const { pathname } = new URL(`http://shop${path}`);
  const found = await match(method, pathname);
  switch (found.kind) {
    case 'found':
      return flawOf(found.route.id, method, came);
    case 'wrongMethod':
      return came.status === 405 ? undefined : 'another method has another answer';
    case 'notFound':
      return came.status === 404 || assetTypes.test(came.type ?? '') ? undefined : 'there is no such path';
  }
}

function flawOf(operationId: string, method: string, { status, type, text }: Came): string | undefined {
  const response = responses.get(`${operationId} ${status}`);
  if (!response) return 'this status is not declared';
  if (status === 500) return 'something went wrong on our side';
  if (method === 'HEAD') return undefined;
  const { content } = response.declared;
  if (!content) return text === '' ? undefined : 'there should be no body';
  // Without its parameters: `charset`.
  const mediaType = type?.split(';')[0] ?? '';
  if (!(mediaType in content)) return `content-type ${type} is not declared`;
  const valid = validatorOf(`${response.pointer}/content/${escaped(mediaType)}/schema`);
  return valid(valueIn(mediaType, text))
    ? undefined
    : `it is not as declared (${ajv.errorsText(valid.errors)})`;
}

/** Of values a line each, OpenAPI speaks as of an array; a page and a text are themselves. */
function valueIn(type: string, text: string): unknown {
  if (type === 'text/html' || type === 'text/plain') return text;
  if (type !== ndjsonType) return JSON.parse(text);
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as unknown);
}

/** By operation and status: the answer, and where in the document it is. */
const responses = new Map<string, { declared: DeclaredResponse; pointer: string }>();
for (const [path, item] of Object.entries(document.paths ?? {})) {
  for (const [method, operation] of Object.entries(item)) {
    for (const [status, declared] of Object.entries(operation.responses)) {
      const pointer = `/paths/${escaped(path)}/${method}/responses/${status}`;
      responses.set(`${operation.operationId} ${status}`, {
        declared: declared as DeclaredResponse,
        pointer,
      });
    }
  }
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(pointer: string): ValidateFunction {
  const valid = validators.get(pointer) ?? ajv.compile({ $ref: `openapi.json#${pointer}` });
  validators.set(pointer, valid);
  return valid;
}

/** RFC 6901, as part of a URI. */
function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
