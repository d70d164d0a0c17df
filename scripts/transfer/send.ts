import type { ImportResult } from '../../shared/contracts/product-line.ts';
import { linesOf, ndjsonType } from '../../shared/ndjson/lines.ts';
import { pause } from '../../shared/pause.ts';
import type { Complaint } from '../complaint.ts';
import type { Sendable } from './batches.ts';
import { complaintOf, notThere, type Target } from './shop.ts';

const maxTries = 5;
const pauseMs = 1_000;
/** The longest answer to a line is a problem with twenty errors in it. */
const maxAnswerBytes = 1_048_576;

/**
 * Sends lines and gives what became of each, under its number in the file. A connection that breaks is made
 * anew for the lines that have no answer yet: to send a line twice does no harm.
 * @throws Complaint when the shop refuses, or does not answer for some tries
 */
export async function* send(lines: readonly Sendable[], target: Target): AsyncGenerator<ImportResult> {
  let done = 0;
  for (let tries = 1; done < lines.length; tries++) {
    const left = lines.slice(done);
    try {
      for await (const result of post(left, target)) {
        yield { ...result, line: (left[result.line - 1] as Sendable).number };
        done += 1;
        tries = 1;
      }
      if (done < lines.length) throw new Error('the answer broke off');
    } catch (error) {
      if (error instanceof Refusal) throw error.complaint;
      if (tries >= maxTries) throw notThere(target, error);
      await pause(pauseMs * tries);
    }
  }
}

/** Another try would not help. */
class Refusal extends Error {
  readonly complaint: Complaint;

  constructor(complaint: Complaint) {
    super(complaint.message);
    this.complaint = complaint;
  }
}

async function* post(lines: readonly Sendable[], target: Target): AsyncGenerator<ImportResult> {
  const response = await fetch(`${target.url}/v1/admin/products/import`, {
    method: 'POST',
    headers: { ...target.headers, 'content-type': ndjsonType },
    body: bodyOf(lines),
  });
  if (response.status >= 500) throw new Error(`it answers ${response.status}`);
  if (!response.ok || !response.body) throw new Refusal(await complaintOf(response, target));
  for await (const { bytes } of linesOf(response.body, maxAnswerBytes)) {
    yield JSON.parse(new TextDecoder().decode(bytes ?? undefined)) as ImportResult;
  }
}

function bodyOf(lines: readonly Sendable[]): Uint8Array<ArrayBuffer> {
  const size = lines.reduce((sum, { bytes }) => sum + bytes.byteLength + 1, 0);
  const body = new Uint8Array(size).fill('\n'.charCodeAt(0));
  let offset = 0;
  for (const { bytes } of lines) {
    body.set(bytes, offset);
    offset += bytes.byteLength + 1;
  }
  return body;
}
