import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { Env } from '../../workers/order/worker.ts';
import { asAdmin, call, checkOut, eventually, newCart, newProduct } from '../system/client.ts';
import { credentials, type OwnShop, openShop } from '../system/shop.ts';
import { scrollsSideways, seriousFindings } from './axe.ts';
import { chromiumPath, openBrowser, type Watched, watchedPage } from './browser.ts';

const catalogToken = 'administrator-of-the-tests-catalog';
const administrators = { warehouse: { token: catalogToken, scopes: ['catalog'] } };

/** One administrator in one window: the tests go on where the one before has stopped, each by its own address. */
describe.skipIf(!chromiumPath)('the console', () => {
  let shop: OwnShop;
  let browser: Browser;
  let window: Watched;
  let page: Page;
  let product: string;
  let failed: string;
  let confirmed: string;

  beforeAll(async () => {
    const opening = openShop({ gateway: { ADMIN_TOKENS: JSON.stringify(administrators) } });
    [shop, browser] = await Promise.all([opening, openBrowser()]);
    const { TO_LIST } = await shop.bindings<Env>('order');
    await (TO_LIST as Queue).send({ poison: 'of the tests' });
    product = await newProduct(shop, 50);
    await checkOut(shop, await newCart(shop, { [product]: 2 }), 'tok_declined');
    confirmed = (await checkOut(shop, await newCart(shop, { [product]: 1 }))).body.id;
    failed = (await eventually(failedOrder)).id;
    window = await watchedPage(browser, shop.url);
    page = window.page;
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await browser?.close();
    // Not by closeShop: the message that cannot be handled is in the log.
    await shop.close();
  });

  async function failedOrder(): Promise<OrderView | undefined> {
    const path = '/v1/orders?status=failed';
    return (await call<{ items: OrderView[] }>(shop, 'GET', path, { headers: asAdmin })).body.items[0];
  }

  /** Goes to a page of the console, and waits for its title. */
  async function open(hash: string, title: string): Promise<void> {
    await page.goto(`/console#/${hash}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async function signInWith(token: string, on = page): Promise<void> {
    await on.getByLabel("Administrators' token").fill(token);
    await on.keyboard.press('Enter');
  }

  function text(wanted: string | RegExp): Promise<void> {
    return page.getByText(wanted).first().waitFor();
  }

  test('lets nobody in with a wrong token, and says so', async () => {
    await page.goto('/console');
    await signInWith('wrong');
    await text('That token fits nobody.');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('lets administrators in, and keeps no token where scripts can read it', async () => {
    await signInWith(credentials.ADMIN_TOKEN);
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    const readable = '[document.cookie, localStorage.length, sessionStorage.length]';
    expect(await page.evaluate(readable)).toEqual(['', 0, 0]);
    await page.reload();
    await text('Why checkouts failed today');
    await text('payment-declined');
  });

  test('finds the failed order by the keyboard, with each compensation of its saga', async () => {
    await open('orders', 'Orders');
    await page.getByLabel('Status').focus();
    await page.keyboard.type('failed');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/status=failed/);
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.locator('tbody a').focus();
    await page.keyboard.press('Enter');
    await text('The payment was declined');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    const saga = page.getByRole('list', { name: 'Saga of the checkout' });
    expect(await saga.locator('.node.failed strong').allTextContents()).toEqual(['Authorize payment']);
    expect(await saga.locator('.node.back.succeeded strong').allTextContents()).toEqual([
      'Reopen the cart',
      'Release stock',
    ]);
    expect(await saga.locator('.node.ahead').count()).toBe(3);
  });

  test('shows an order go on while it is looked at', async () => {
    const buyer = await newCart(shop, { [product]: 1 });
    const { id } = (await checkOut(shop, buyer, 'tok_authenticate')).body;
    await open(`orders/${id}`, 'Order');
    await page.locator('.node.running').waitFor();
    const path = `/v1/payments/sandbox/${id}/authenticate`;
    await call(shop, 'POST', path, { headers: buyer.as, body: { approve: true } });
    await page.locator('.badge', { hasText: 'confirmed' }).waitFor();
    expect(await page.locator('.stage.succeeded').count()).toBe(6);
  });

  test('gives some money back, and cancels no more than it can', async () => {
    await open(`orders/${confirmed}`, 'Order');
    await page.getByText('Refund', { exact: true }).click();
    await page.getByLabel('An amount').check();
    await page.getByLabel('Amount in EUR').fill('1000000');
    await page.getByRole('button', { name: 'Give it back' }).click();
    await text('That is more than is left of what was paid.');
    await page.getByLabel('Amount in EUR').fill('1.50');
    await page.getByRole('button', { name: 'Give it back' }).click();
    await page.locator('.badge', { hasText: 'partly refunded' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Cancel the order' }).count()).toBe(0);
  });

  test('travels to the moment before the payment was declined, and sees what came of it', async () => {
    await open(`audit/order/${failed}`, 'Audit');
    const slider = page.getByRole('slider', { name: 'Moment' });
    await slider.focus();
    await page.keyboard.press('Home');
    await text('1 · CheckoutPlaced');
    for (let moment = 0; moment < 3; moment++) await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: '4 · CheckoutFailed' }).waitFor();
    const status = page.locator('.state .changed', { hasText: /^status/ });
    await status.waitFor();
    expect(await status.locator('del').textContent()).toBe('"placing"');
    expect(await status.locator('ins').textContent()).toBe('"undoing"');
    await page.getByRole('button', { name: 'Verify' }).click();
    await text('All is as its 7 events say.');
  });

  test('adjusts stock, and says when checkouts hold too much of it', async () => {
    await open(`products/${product}`, 'Product');
    await page.getByLabel('Units in').fill('7');
    await page.getByLabel('Reason').fill('delivery');
    await page.keyboard.press('Enter');
    await text('7 came in.');
    const onHand = page.locator('.figures div', { hasText: 'On the shelf' }).locator('dd');
    await expect.poll(() => onHand.textContent()).toBe(String(50 + 7 - 2));
    await page.getByLabel('Units in').fill('-1000');
    await page.keyboard.press('Enter');
    await text('Take fewer');
  });

  test('edits a product', async () => {
    await page.getByLabel('Name').fill('Barley Tea');
    await page.getByLabel('Price').fill('2.49');
    await page.getByRole('button', { name: 'Save' }).click();
    await text('Saved.');
    await page.getByRole('heading', { level: 1, name: 'Barley Tea' }).waitFor();
  });

  test('imports a file that is dropped, and says which line has failed', async () => {
    await open('products', 'Products');
    const line = {
      id: 'dropped-tea',
      name: 'Dropped Tea',
      price: { amount: 189, currency: 'EUR' },
      stock: 5,
    };
    const file = `${JSON.stringify(line)}\n{"id":"no-name"}\n`;
    const dropped = `new File([${JSON.stringify(file)}], 'products.ndjson')`;
    const dataTransfer = await page.evaluateHandle(
      `(() => { const transfer = new DataTransfer(); transfer.items.add(${dropped}); return transfer; })()`,
    );
    await page.getByRole('region', { name: 'Import' }).dispatchEvent('drop', { dataTransfer });
    await text('1 created, 0 updated, 0 unchanged, 1 failed.');
    await text(/^Line 2 \(no-name\)/);
  });

  test('saves all products as a file', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export all' }).click();
    const lines = readFileSync(await (await saved).path(), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).id)).toContain(product);
  });

  test('shows a message that nobody understands, and sends it back to its queue', async () => {
    await open('dead-letters', 'Dead letters');
    await text(/^not understood/);
    await page.getByText('The message', { exact: true }).click();
    await text('"poison": "of the tests"');
    await page.getByRole('button', { name: 'Try all again' }).click();
    await text(/^1 went back to their queues/);
  });

  test('builds the list of orders anew', async () => {
    await open('read-models', 'Read models');
    await page.getByRole('button', { name: 'Rebuild: List of orders' }).click();
    await text('Last finished');
  });

  test('is usable by everybody on every page, also on a narrow screen', async () => {
    const hashes = [
      'today',
      'orders',
      `orders/${failed}`,
      'products',
      `products/${product}`,
      'products?new=1',
    ];
    hashes.push(
      `audit/order/${failed}`,
      'notifications',
      'webhooks',
      'dead-letters',
      'read-models',
      'nowhere',
    );
    await page.setViewportSize({ width: 360, height: 740 });
    for (const hash of hashes) {
      await page.goto(`/console#/${hash}`);
      await page.locator('main h1').waitFor();
      await expect.poll(() => page.getByText('Loading…').count()).toBe(0);
      expect(await scrollsSideways(page), hash).toBe(false);
      expect(await seriousFindings(page), hash).toEqual([]);
    }
    expect(window.faults).toEqual([]);
  });

  test('offers an administrator of the catalog nothing else, and says what is out of reach', async () => {
    const { page: other } = await watchedPage(browser, shop.url);
    await other.goto(`/console#/audit/order/${failed}`);
    await signInWith(catalogToken, other);
    await other.getByText('Your token does not reach this.').waitFor();
    expect(await other.locator('nav a').allTextContents()).toEqual(['Products', 'Audit']);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByLabel("Administrators' token").waitFor();
  });
});
