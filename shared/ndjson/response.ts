import { ndjsonType } from './lines.ts';

const utf8 = new TextEncoder();

/** An answer that is made while it is read: nothing of it is made before somebody wants it. */
export function ndjson(values: AsyncGenerator<unknown>): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await values.next();
      if (done) controller.close();
      else controller.enqueue(utf8.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      await values.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': ndjsonType, 'cache-control': 'no-store' } });
}
