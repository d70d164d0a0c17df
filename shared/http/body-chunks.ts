import { drain } from './drain.ts';

/** There is more of a body than is taken. */
export class BodyTooLarge extends Error {}

/**
 * A body as it comes, in chunks, and no more of it than is asked for: who stops asking holds up the sender. It
 * is locked from now on, so that nobody else reads it.
 * @throws BodyTooLarge behind `maxBytes`, with the rest read and thrown away; whatever breaks the body off
 */
export function chunksOf(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, void> {
  return body ? read(body.getReader(), maxBytes) : nothing();
}

async function* nothing(): AsyncGenerator<never, void, void> {}

async function* read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, void> {
  let left = maxBytes;
  let cancel = true;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      left -= value.byteLength;
      if (left < 0) break;
      yield value;
    }
    cancel = false;
  } catch (error) {
    cancel = false;
    throw error;
  } finally {
    if (cancel) await reader.cancel();
  }
  if (left >= 0) return;
  await drain(reader);
  throw new BodyTooLarge(`more than ${maxBytes} bytes`);
}
