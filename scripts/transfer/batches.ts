import { maxBodyBytes } from '../../shared/http/json-body.ts';
import { type Line, linesOf } from '../../shared/ndjson/lines.ts';

/** A line that can be sent. */
export interface Sendable extends Line {
  bytes: Uint8Array;
}

/** Lines that go out in one request, and those that nobody would take. */
export interface Batch {
  lines: Sendable[];
  tooLong: number[];
  /** Of the file, so far. */
  bytesRead: number;
}

/**
 * Each line is a call to an actor, and on Cloudflare's Free plan a request may make 1,000 calls to its own
 * services (10,000 on the paid ones), some of which are second tries. And a request that is over within 30 s
 * survives an update of the runtime.
 */
const linesPerRequest = 500;
/** Far below the 100 MB that Cloudflare takes; all of it is held in memory, for a second try. */
const bytesPerRequest = 8 * 2 ** 20;

/** A file by the batch. */
export async function* batchesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Batch> {
  let batch: Batch = { lines: [], tooLong: [], bytesRead: 0 };
  let size = 0;
  let bytesRead = 0;
  for await (const line of linesOf(
    counted(chunks, (bytes) => (bytesRead += bytes)),
    maxBodyBytes,
  )) {
    const { number, bytes } = line;
    if (!bytes) batch.tooLong.push(number);
    else batch.lines.push({ number, bytes });
    size += bytes?.byteLength ?? 0;
    if (batch.lines.length === linesPerRequest || size >= bytesPerRequest) {
      yield { ...batch, bytesRead };
      batch = { lines: [], tooLong: [], bytesRead };
      size = 0;
    }
  }
  yield { ...batch, bytesRead };
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void) {
  for await (const chunk of chunks) {
    count(chunk.byteLength);
    yield chunk;
  }
}
