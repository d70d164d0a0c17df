import { sha256Hex } from '../../../shared/digest.ts';
import { matchesNone } from '../../../shared/http/etag.ts';
import { chapters } from '../routes.ts';
import type { Visit } from '../serve.ts';
import { documentOf } from './document.ts';

/** Built when it is first asked for: it is the same for everyone until the next deployment. */
let built: { text: string; etag: string } | undefined;

/** The API's description, which says the same to everybody and may be kept for five minutes by anyone. */
export async function openApi({ request }: Pick<Visit, 'request'>): Promise<Response> {
  const { text, etag } = built ?? (await build());
  const headers = { etag, 'cache-control': 'public, max-age=300' };
  if (matchesNone(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } });
}

async function build(): Promise<{ text: string; etag: string }> {
  const text = JSON.stringify(documentOf(chapters));
  built = { text, etag: `"${(await sha256Hex(text)).slice(0, 16)}"` };
  return built;
}
