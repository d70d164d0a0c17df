import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../scripts/demo.ts';
import { type Installed, installClient, runScript, runWorker, typeErrors } from './client-package.ts';
import { closeShop, credentials, type Shop, sharedShop } from './shop.ts';

let shop: Shop;
let installed: Installed;
beforeAll(async () => {
  [shop, installed] = await Promise.all([sharedShop(), installClient()]);
  await loadDemo(shop.url, credentials.ADMIN_TOKEN);
});
afterAll(async () => {
  installed.remove();
  await closeShop(shop);
});

/** Each script of the page, by the section that it stands in, with the output that stands below it. */
const readme = readFileSync('client/README.md', 'utf8');
const scripts = [
  ...readme.matchAll(/^## (.+)\n(?:(?!^## )[\s\S])*?```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/gm),
].map(([, section = '', script = '', output = '']) => ({ section, script, output }));

test('what is published is what is needed, and no more', () => {
  const sources = installed.files.filter((path) => path.startsWith('dist/'));
  expect(installed.files.filter((path) => !sources.includes(path))).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ]);
  expect(sources.filter((path) => !/^dist\/[a-z-]+\.(js|d\.ts)$/.test(path))).toEqual([]);
  expect(sources).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/schema.d.ts']));
});

test('the page has scripts', () => {
  expect(scripts).toHaveLength(4);
  expect(readme.match(/```js/g)).toHaveLength(4);
});

describe.each(scripts)('$section', ({ script, output }) => {
  test('prints what stands below it', async () => {
    const printed = await runScript(installed.folder, script.replace('http://localhost:8787', shop.url));
    expect(printed).toBe(output.trim());
  });
});

test('sells from a Worker', async () => {
  const worker = `
    import { createClient } from 'konbini-client';
    const shop = createClient({ url: '${shop.url}' });
    async function sell() {
      const cart = await shop.openCart();
      await cart.add('onigiri-salmon');
      return cart.checkOut({ email: 'hana@example.com', payment: { token: 'tok_ok' } });
    }
    export default { fetch: async () => new Response((await sell()).status) };
  `;
  expect(await runWorker(installed.folder, worker)).toBe('confirmed');
});

/** A mistake that is none to the compiler is an error, too. */
const use = `
  import { createClient, KonbiniProblem, type OrderView } from 'konbini-client';
  const cart = await createClient({ url: 'https://shop.example' }).openCart();
  export const order: OrderView = await cart.checkOut({ email: 'e', payment: { token: 't' } });
  // @ts-expect-error: a token is missing
  await cart.checkOut({ email: 'e', payment: {} });
  export const isShort = (error: KonbiniProblem) => error.code === 'insufficient-stock';
  // @ts-expect-error: there is no such code
  export const isGone = (error: KonbiniProblem) => error.code === 'gone';
`;

test.each(['DOM', 'WebWorker'])('the types are whole, and need no more than %s', async (lib) => {
  expect(await typeErrors(installed.folder, use, lib)).toBe('');
});
