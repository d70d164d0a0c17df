import type { Cause } from '../../../shared/actor/event-log.ts';
import type { Answer } from '../../../shared/contracts/call.ts';
import {
  type ImportResult,
  type ImportStatus,
  maxImportBytes,
  type ProductLine,
} from '../../../shared/contracts/product-line.ts';
import { BodyTooLarge } from '../../../shared/http/body-chunks.ts';
import { bodyTooLargeFor, malformedBody, maxBodyBytes } from '../../../shared/http/json-body.ts';
import { internalError, type Problem, problemOf, serviceUnavailable } from '../../../shared/http/problem.ts';
import { inOrder } from '../../../shared/in-order.ts';
import { BrokenOff, type Line, linesOf } from '../../../shared/ndjson/lines.ts';
import { parseLine } from './parse-line.ts';
import { type Pause, patiently, willPass } from './patience.ts';

/** A product's actor, as an import sees it. */
export interface ImportTarget {
  import(line: ProductLine, cause: Cause): Promise<Answer<ImportStatus>>;
}

/** So many actors are asked at once. More are no faster on a laptop, and need more files than it may open. */
const atOnce = 16;

/**
 * Imports products, a line each, and tells what became of each line, in their order. Every line is taken or
 * left as a whole, whatever becomes of the others; blank ones are passed over. Of two lines with the same id
 * the later one wins.
 */
export async function* importProducts(
  chunks: AsyncIterable<Uint8Array>,
  product: (id: string) => ImportTarget,
  cause: Cause,
  pause?: Pause,
): AsyncGenerator<ImportResult> {
  const queues = new Queues();
  const lines = linesOf(chunks, maxBodyBytes);
  try {
    yield* inOrder(lines, atOnce, (line) => importLine(line, product, cause, queues, pause));
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error;
    const isTooLarge = error.cause instanceof BodyTooLarge;
    yield failed(error.line, undefined, isTooLarge ? bodyTooLargeFor(maxImportBytes) : malformedBody);
  }
}

async function importLine(
  line: Line,
  product: (id: string) => ImportTarget,
  cause: Cause,
  queues: Queues,
  pause: Pause | undefined,
): Promise<ImportResult> {
  const parsed = parseLine(line);
  if (!parsed.ok) return failed(line.number, parsed.id, parsed.problem);
  const { id } = parsed.line;
  const ask = () => product(id).import(parsed.line, cause);
  try {
    const answer = await queues.enqueue(id, () => patiently(ask, pause));
    if (!answer.ok) return failed(line.number, id, problemOf(answer.rejection));
    return { line: line.number, id, status: answer.value };
  } catch (error) {
    return failed(line.number, id, problemOfFailure(id, error));
  }
}

function problemOfFailure(id: string, error: unknown): Problem {
  const passes = willPass(error);
  const log = JSON.stringify({ message: 'A line could not be imported.', id, error: String(error) });
  if (passes) console.warn(log);
  else console.error(log);
  return passes ? serviceUnavailable('product') : internalError;
}

function failed(line: number, id: string | undefined, problem: Problem): ImportResult {
  return { line, ...(id === undefined ? {} : { id }), status: 'failed', problem };
}

/** Work on the same product waits for its turn; work on others does not. */
class Queues {
  readonly #last = new Map<string, Promise<unknown>>();

  enqueue<Value>(id: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#last.get(id);
    const mine = before ? before.then(work, work) : work();
    this.#last.set(id, mine);
    const leave = () => {
      if (this.#last.get(id) === mine) this.#last.delete(id);
    };
    mine.then(leave, leave);
    return mine;
  }
}
