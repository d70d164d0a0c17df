import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './client.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
let page: string;

beforeAll(async () => {
  shop = await sharedShop();
  page = await (await shop.fetch('/docs')).text();
});
afterAll(() => closeShop(shop));

/** What the page names, by the type that a browser wants of it. */
const parts = {
  '/docs/viewer/swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  '/docs/page.js': 'text/javascript; charset=utf-8',
  '/docs/viewer/swagger-ui.css': 'text/css; charset=utf-8',
  '/docs/page.css': 'text/css; charset=utf-8',
  '/pictures/lucky-cat.svg': 'image/svg+xml',
  '/openapi.json': 'application/json',
};

describe('the page at /docs', () => {
  test('is HTML that may load from this origin only, and runs no script of its own', async () => {
    const { status, headers } = await shop.fetch('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    // What the policy would refuse is not there in the first place.
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  });

  test('names these parts, all of them paths of this origin', () => {
    const named = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
    expect(named.toSorted()).toEqual(Object.keys(parts).toSorted());
    expect(page).not.toContain('//');
  });

  test.each(Object.entries(parts))('loads %s as %s', async (path, type) => {
    const { status, headers } = await shop.fetch(path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    // Whatever browsers keep, they ask first whether there is a newer one, or for no longer than minutes.
    expect(headers.get('cache-control')).toMatch(/^public, max-age=(0, must-revalidate|300)$/);
  });

  test.each(['swagger-ui-bundle.js', 'swagger-ui.css'])('has the %s of the package', async (file) => {
    const packaged = createRequire(import.meta.url).resolve(`swagger-ui-dist/${file}`);
    const served = await (await shop.fetch(`/docs/viewer/${file}`)).text();
    expect(served === readFileSync(packaged, 'utf8')).toBe(true);
  });

  test('has a stylesheet that loads nothing more', async () => {
    const css = await (await shop.fetch('/docs/viewer/swagger-ui.css')).text();
    const loaded = [...css.matchAll(/@import|url\((?!["']?data:)[^)]*/g)].map((match) => match[0]);
    expect(loaded).toEqual([]);
  });
});

test.each(['/docs/', '/docs/x', '/docs/viewer', '/docs/viewer/swagger-ui.js', '/docs/index.html'])(
  '%s is nothing',
  async (path) => {
    const { status, body } = await call(shop, 'GET', path);
    expect([status, body.code]).toEqual([404, 'route-not-found']);
  },
);

test('what is no GET is a 405', async () => {
  const { status, headers } = await call(shop, 'POST', '/docs', { body: {} });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
