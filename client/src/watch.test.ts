import { afterEach, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { pause } from './pause.ts';
import { answer, type Reply, refuse, type Server, serverOf } from './test-support/server.ts';

let server: Server;
afterEach(() => server.close());

const unchanged: Reply = (response) => response.writeHead(304).end();
const cart = (version: number, status = 'open') => answer(200, { version, status }, { etag: `"${version}"` });

/** Watches until so many things were heard, and a moment longer, in which nothing more should be. */
async function heard(replies: [Reply, ...Reply[]], count: number): Promise<unknown[]> {
  server = await serverOf(...replies);
  const shop = createClient({ url: server.url, retry: { maxTries: 1 } });
  const all: unknown[] = [];
  const enough = Promise.withResolvers<void>();
  const hear = (what: unknown) => {
    all.push(what);
    if (all.length === count) enough.resolve();
  };
  const end = shop.cart('crt_1', 'ctk_1').watch({
    onCart: ({ version }) => hear(version),
    onError: (error) => hear((error as { code?: string }).code ?? (error as Error).message),
    everyMs: 5,
  });
  await enough.promise;
  await pause(50);
  end();
  return all;
}

test('tells of the cart at once, and of each change once', async () => {
  expect(await heard([cart(1), unchanged, unchanged, cart(2), unchanged, cart(3), unchanged], 3)).toEqual([
    1, 2, 3,
  ]);
  const tags = server.asked.map(({ headers }) => headers['if-none-match']);
  expect(tags.slice(0, 7)).toEqual([undefined, '"1"', '"1"', '"1"', '"2"', '"2"', '"3"']);
});

test('goes on after what passes', async () => {
  const down = refuse(503, 'service-unavailable');
  expect(await heard([cart(1), down, cart(2), unchanged], 3)).toEqual([1, 'service-unavailable', 2]);
});

test.each(['converted', 'expired'])('ends with a cart that is %s', async (status) => {
  expect(await heard([cart(1), cart(2, status), cart(3)], 2)).toEqual([1, 2]);
});

test.each([
  [401, 'invalid-token'],
  [404, 'cart-not-found'],
] as const)('ends where it would be answered %i for ever', async (status, code) => {
  expect(await heard([cart(1), refuse(status, code), cart(2)], 2)).toEqual([1, code]);
});

test('is silent once it was ended, also in the middle of a look', async () => {
  const all: unknown[] = [];
  const asked = Promise.withResolvers<void>();
  server = await serverOf(cart(1), () => asked.resolve());
  const client = createClient({ url: server.url });
  const hear = (what: unknown) => void all.push(what);
  const end = client.cart('crt_1').watch({ onCart: hear, onError: hear, everyMs: 5 });
  await asked.promise;
  end();
  await pause(50);
  expect(all).toMatchObject([{ version: 1 }]);
});
