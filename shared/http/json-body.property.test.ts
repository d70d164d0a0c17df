import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addItemBodySchema } from '../contracts/cart.ts';
import { maxBodyBytes, parseBody, parseJson, readBodyText } from './json-body.ts';

const bytes = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'binary' }).map(utf8));
/** Cut where it happens, also in the middle of a character. */
const chunks = fc.tuple(bytes, fc.integer({ min: 1, max: 7 })).map(([all, size]) => cut(all, size));

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function cut(all: Uint8Array, size: number): Uint8Array[] {
  const pieces = Math.ceil(all.length / size);
  return Array.from({ length: pieces }, (_, i) => all.subarray(i * size, (i + 1) * size));
}

/** A body that comes in these pieces, as one that is sent without a length does. */
function requestOf(pieces: Uint8Array[], contentType = 'application/json'): Request {
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Request('https://service', {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
    duplex: 'half',
  } as RequestInit);
}

function textOf(pieces: Uint8Array[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Buffer.concat(pieces));
  } catch {
    return undefined;
  }
}

it('a body is read as the text that it is, wherever it was cut into pieces, or is malformed', async () => {
  const same = fc.asyncProperty(chunks, async (pieces) => {
    const read = await readBodyText(requestOf(pieces));
    const text = textOf(pieces);
    if (read.ok) expect(read.value).toBe(text);
    else expect([text, read.rejection.code]).toEqual([undefined, 'malformed-body']);
  });
  await fc.assert(same);
});

it('a body is refused from the first byte beyond the limit on, and not before', async () => {
  const beyond = fc.integer({ min: -3, max: 3 });
  const size = fc.integer({ min: 1_000, max: 70_000 });
  const limited = fc.asyncProperty(beyond, size, async (by, pieceSize) => {
    const pieces = cut(utf8('x'.repeat(maxBodyBytes + by)), pieceSize);
    const read = await readBodyText(requestOf(pieces));
    expect(read.ok ? 'read' : read.rejection.code).toBe(by > 0 ? 'body-too-large' : 'read');
  });
  await fc.assert(limited);
});

it('whatever bytes are sent, under whatever name, are a value or a problem of the client', async () => {
  const contentType = fc.constantFrom(
    'application/json',
    'APPLICATION/JSON; charset=utf-8',
    'text/plain',
    ';',
  );
  const answered = fc.asyncProperty(chunks, contentType, async (pieces, name) => {
    const answer = await parseBody(requestOf(pieces, name), addItemBodySchema);
    if (!answer.ok) expect([400, 413, 415]).toContain(answer.rejection.status);
  });
  await fc.assert(answered);
});

it('no JSON is too deep to be refused', () => {
  const [open, close] = [fc.constantFrom('[', '{"a":'), fc.constantFrom(']', '}')];
  const depth = fc.integer({ min: 17, max: 10_000 });
  const refused = fc.property(open, depth, close, (opens, times, closes) => {
    const json = `${opens.repeat(times)}1${closes.repeat(times)}`;
    expect(parseJson(json, addItemBodySchema)).toMatchObject({ ok: false, rejection: { status: 400 } });
  });
  fc.assert(refused);
});
