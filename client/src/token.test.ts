import { afterEach, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import type { Token } from './http.ts';
import type { Shop } from './shop.ts';
import { answer, type Server, serverOf } from './test-support/server.ts';

let server: Server;
afterEach(() => server.close());

async function shopOf(token?: Token): Promise<Shop> {
  server = await serverOf(answer(200));
  return createClient({ url: server.url, ...(token === undefined ? {} : { token }) });
}

function sent() {
  return server.asked.map(({ headers }) => [headers.authorization, headers['cart-token']]);
}

test('without a token nobody in particular is asking', async () => {
  const shop = await shopOf();
  await shop.products();
  expect(sent()).toEqual([[undefined, undefined]]);
});

test('a token that has to be renewed is got for each request', async () => {
  const tokens = ['first', 'second'];
  const shop = await shopOf(async () => tokens.shift() ?? 'none');
  await shop.products();
  await shop.products();
  expect(sent()).toEqual([
    ['Bearer first', undefined],
    ['Bearer second', undefined],
  ]);
});

test("a guest's cart and order are opened by the cart's token, and by that alone", async () => {
  const shop = await shopOf('customer');
  await shop.cart('crt_1', 'ctk_1').read();
  await shop.order('ord_1', 'ctk_1').read();
  await shop.cart('crt_2').read();
  expect(sent()).toEqual([
    [undefined, 'ctk_1'],
    [undefined, 'ctk_1'],
    ['Bearer customer', undefined],
  ]);
});
