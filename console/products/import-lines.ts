import { dataOf } from '../../client/src/index.ts';
import { sendAsPage } from '../api.ts';
import type { ImportResult } from '../schemas.ts';

/**
 * The shop reads only so far ahead of the answers that have been read, and a browser reads an answer only after it has
 * sent everything: so a file goes in pieces that fit into what the network holds.
 */
const linesPerRequest = 100;

/**
 * Imports a file of products.
 *
 * @param onResult hears what became of each line, as soon as it is known
 * @throws {KonbiniProblem} when a piece is refused as a whole; the pieces before it are imported
 */
export async function importLines(text: string, onResult: (result: ImportResult) => void): Promise<void> {
  const lines = text.split('\n');
  for (let start = 0; start < lines.length; start += linesPerRequest) {
    const piece = lines.slice(start, start + linesPerRequest).join('\n');
    if (piece.trim() === '') continue;
    const answer = await sendPiece(piece);
    for await (const line of linesOf(answer)) {
      const result = JSON.parse(line) as ImportResult;
      onResult({ ...result, line: result.line + start });
    }
  }
}

async function sendPiece(body: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const url = new URL('/v1/admin/products/import', location.origin);
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await sendAsPage(new Request(url, { method: 'POST', headers, body }));
  if (!response.ok) dataOf({ response, error: await response.json() });
  return response.body as ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** The lines of a stream, each as soon as it is complete. */
async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}
