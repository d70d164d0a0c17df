/** So far a body that nobody wants is read all the same. Cloudflare itself takes none beyond 100 MB on most plans. */
const maxDrainedBytes = 100 * 2 ** 20;

/**
 * Reads what is left of a body, and keeps nothing. A service that answers without having read a body that is
 * still being sent breaks off the connection that it comes over, and its answer is lost: the client sees a 500
 * or a reset instead of the 404 or 413.
 */
export async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let left = maxDrainedBytes; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.byteLength;
    }
    await reader.cancel();
  } catch {
    // It broke off: there is nothing left to read.
  }
}

/** For a body that no handler has looked at, or is still looking at. */
export async function drainUnread(request: Request): Promise<void> {
  if (request.body && !request.bodyUsed && !request.body.locked) await drain(request.body.getReader());
}
