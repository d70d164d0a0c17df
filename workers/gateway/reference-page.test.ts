import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { ndjsonType } from '../../shared/ndjson/lines.ts';

interface Sent {
  headers: Record<string, string>;
  body: string;
}

interface Settings {
  url: string;
  validatorUrl: unknown;
  requestInterceptor(request: Sent): Sent;
}

/** What the page's script tells the viewer. */
function settings(): Settings {
  const script = readFileSync(join(import.meta.dirname, 'assets/docs/page.js'), 'utf8');
  let given: Settings | undefined;
  runInNewContext(script, { SwaggerUIBundle: (all: Settings) => (given = all) });
  return given as Settings;
}

test('the viewer shows our document, and has nobody else validate it', () => {
  expect(settings()).toMatchObject({ url: '/openapi.json', validatorUrl: null });
});

test.each([
  [
    'an array, a value on each line',
    ndjsonType,
    '[\n{ "id": "a" },\n{ "id": "b" }]',
    '{"id":"a"}\n{"id":"b"}\n',
  ],
  ['lines, as they are', ndjsonType, '{"id":"a"}\n{"id":"b"}', '{"id":"a"}\n{"id":"b"}'],
  ['another type, as it is', 'application/json', '[ 1 ]', '[ 1 ]'],
])('the viewer sends %s', (_, type, typed, sent) => {
  const request = { headers: { 'Content-Type': type }, body: typed };
  expect(settings().requestInterceptor(request).body).toBe(sent);
});
