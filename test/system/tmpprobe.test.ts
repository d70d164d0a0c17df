import { test, afterAll, beforeAll } from 'vitest';
import { openShop, type Shop } from './shop.ts';
import * as c from './client.ts';
let shop: Shop;
beforeAll(async () => { shop = await openShop({ order: { HOLD_TTL_MS: '500' } }); });
afterAll(() => shop.close());
test('x', async () => {
  const p = await c.newProduct(shop, 5);
  const b = await c.newCart(shop, { [p]: 2 });
  await c.checkOut(shop, b, 'tok_authenticate');
  await new Promise(r => setTimeout(r, 3000));
  console.log('held after 3 s', JSON.stringify(await c.stockOf(shop, p)));
  const k = { 'idempotency-key': 'same' };
  const a1 = await c.call<any>(shop, 'POST', '/v1/carts', { headers: k, body: {} }); const a2 = await c.call<any>(shop, 'POST', '/v1/carts', { headers: k, body: {} });
  console.log('same token', a1.body.token === a2.body.token);
  const u = await c.call<any>(shop, 'POST', '/v1/carts', { body: { price2: 1 } }); console.log(JSON.stringify(u.body));
  const x = await c.call<any>(shop, 'POST', '/v1/carts', { body: { currency: 'XCG' } }); console.log(JSON.stringify(x.body));
});
