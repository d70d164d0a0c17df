import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeShop, openShop, type Shop } from '../system/shop.ts';
import { chromiumPath, openBrowser, watchedPage } from './browser.ts';

describe.skipIf(!chromiumPath)('in a real browser', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await closeShop(shop);
  });

  test.each(['/', '/console'])('%s opens without an error, and asks nobody else', async (path) => {
    const { page, faults } = await watchedPage(browser, shop.url);
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(faults).toEqual([]);
  });
});
