import { expect, test } from 'vitest';
import { fakeServices } from '../fake-services.ts';
import { chapters } from '../routes.ts';
import gateway from '../worker.ts';
import { documentOf } from './document.ts';

function ask(headers: Record<string, string> = {}): Promise<Response> {
  const { env } = fakeServices();
  return gateway.fetch(new Request('https://shop.example/openapi.json', { headers }), env);
}

test('the document is JSON that caches may keep for a while', async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(documentOf(chapters))));
});

test('who has it already is not sent it again', async () => {
  const etag = (await ask()).headers.get('etag') as string;
  expect(etag).toMatch(/^"[0-9a-f]{16}"$/);
  const same = await ask({ 'if-none-match': etag });
  expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
  expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
});
