/** Newline-delimited JSON: values of JSON, each on a line of its own. */
export const ndjsonType = 'application/x-ndjson';

/** A line of a text, as bytes, without its end. */
export interface Line {
  /** Counts from 1. */
  number: number;
  /** null: it is longer than was allowed, and was not kept. */
  bytes: Uint8Array | null;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The text has broken off, for the reason that is its cause. */
export class BrokenOff extends Error {
  readonly line: number;

  constructor(line: number, cause: unknown) {
    super(`broken off in line ${line}`, { cause });
    this.line = line;
  }
}

/**
 * The lines of a text that comes in chunks, cut anywhere. They end with LF or CRLF; the last one may end with
 * nothing. Blank ones are counted and left out. Never keeps more than the longest line allowed and the chunk at
 * hand.
 * @throws BrokenOff where the chunks do not come to their end; what there is of a line then is no line
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<Line> {
  const line = new LineBuffer(maxLineBytes);
  let number = 1;
  try {
    for await (const chunk of chunks) {
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        line.add(chunk.subarray(start, end));
        const bytes = line.take();
        if (!isBlank(bytes)) yield { number, bytes };
        number += 1;
        start = end + 1;
      }
      line.add(chunk.subarray(start));
    }
  } catch (error) {
    throw new BrokenOff(number, error);
  }
  const last = line.take();
  if (!isBlank(last)) yield { number, bytes: last };
}

const space = 0x20;
const tab = 0x09;

function isBlank(bytes: Uint8Array | null): boolean {
  return bytes?.every((byte) => byte === space || byte === tab) ?? false;
}

/** Collects the pieces of one line after the other. */
class LineBuffer {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(piece: Uint8Array): void {
    this.#size += piece.byteLength;
    // One more byte than is allowed, in case that it is the CR of a CRLF.
    if (this.#size > this.#maxBytes + 1) this.#pieces = [];
    // A copy, since a stream may use the memory of its chunk again.
    else if (piece.byteLength > 0) this.#pieces.push(piece.slice());
  }

  /** The line without the CR that may end it, or null where it is too long. */
  take(): Uint8Array | null {
    const all = this.#size > this.#maxBytes + 1 ? null : joined(this.#pieces, this.#size);
    this.#pieces = [];
    this.#size = 0;
    const line = all?.at(-1) === carriageReturn ? all.subarray(0, -1) : all;
    return line && line.byteLength <= this.#maxBytes ? line : null;
  }
}

function joined(pieces: Uint8Array[], size: number): Uint8Array {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
