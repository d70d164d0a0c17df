import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const built = join(import.meta.dirname, '../../workers/gateway/assets/pages');
/** Brotli, which Cloudflare sends to most browsers, is smaller still. */
const budgetBytes = 120 * 1_024;

test('both pages, with their styles, are small', () => {
  const files = readdirSync(built).filter((name) => /\.(js|css)$/.test(name));
  expect(files).toEqual(
    expect.arrayContaining(['storefront.js', 'storefront.css', 'console.js', 'console.css']),
  );
  const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, name))).length, 0);
  expect(bytes).toBeLessThanOrEqual(budgetBytes);
});
