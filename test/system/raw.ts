import { request } from 'node:http';
import { assertDeclared } from './declared.ts';
import type { Shop } from './shop.ts';
import type { Json, Stage, Write } from './writes.ts';

export interface Answered {
  status: number;
  type: string | null;
  /** The problem, or whatever else came. */
  body: Json;
}

/** Sends bytes as they are. */
export async function sendRaw(
  shop: Shop,
  write: Write,
  stage: Stage,
  body: string | Uint8Array | ReadableStream | null,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const init: RequestInit & { duplex?: 'half' } = {
    method: write.method,
    headers: { 'content-type': 'application/json', ...write.as(stage), ...headers },
    // TypeScript's Uint8Array may lie in shared memory, which fetch does not take.
    body: body as BodyInit | null,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  };
  const response = await shop.fetch(write.path(stage), init);
  const text = await response.text();
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    type,
    body: isJson(type) ? (JSON.parse(text) as Json) : { text },
  };
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/(problem\+)?json$/.test(type);
}

/** What is wrong with a refusal, or undefined. */
export function flawOf({ status, type, body }: Answered): string | undefined {
  if (status < 400 || status > 499) return `${status}`;
  if (type !== 'application/problem+json') return `content-type ${type}`;
  if (typeof body.code !== 'string' || typeof body.title !== 'string') return 'no code or title';
  if (body.status !== status) return `says status ${body.status}`;
  if (body.code !== 'validation-failed') return undefined;
  const errors = body.errors as { path?: unknown; message?: unknown }[] | undefined;
  const named = errors?.every(({ path, message }) => typeof path === 'string' && typeof message === 'string');
  return errors?.length && named ? undefined : `errors are ${JSON.stringify(errors)}`;
}

/** Past fetch, which tidies paths and refuses some headers. Header values are sent as Latin-1. */
export function ask(
  shop: Shop,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answered> {
  const { hostname, port } = new URL(shop.url);
  // For a DELETE, Node leaves it to us to say where the body ends.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const options = { hostname, port, method, path, headers: { ...length, ...headers } };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const type = response.headers['content-type'] ?? null;
        const parsed = isJson(type) ? (JSON.parse(text) as Record<string, unknown>) : { text };
        const status = response.statusCode ?? 0;
        assertDeclared(method, path, { status, type, text }).then(
          () => resolve({ status, type, body: parsed }),
          reject,
        );
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** An answer in short. */
export function said({ status, body }: Answered): string {
  return `${status} ${body.code}`;
}
