import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localConfigs } from '../../scripts/configs.ts';
import { call, newProduct } from '../system/client.ts';
import { credentials, openShop, type Shop } from '../system/shop.ts';
import { scrollsSideways, seriousFindings } from './axe.ts';
import { chromiumPath, openBrowser, type Watched, watchedPage } from './browser.ts';

describe.skipIf(!chromiumPath)('faults and patterns', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop({}, localConfigs()), openBrowser()]);
    await newProduct(shop, 50);
  });
  afterAll(async () => {
    await browser?.close();
    await shop.close();
  });

  async function signedIn(width?: number, reducedMotion?: 'reduce'): Promise<Watched> {
    const watched = await watchedPage(browser, shop.url, width);
    const { page } = watched;
    if (reducedMotion) await page.emulateMedia({ reducedMotion });
    await page.goto('/console');
    await page.getByLabel("Administrators' token").fill(credentials.ADMIN_TOKEN);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
    return watched;
  }

  test('a service is stopped, a checkout waits for it, and is decided when it is back', async () => {
    const { page, faults } = await signedIn();
    await page.getByRole('link', { name: 'Faults' }).click();
    await page.getByText('All is well.').waitFor();
    await page.getByRole('switch', { name: /Stop Product/ }).check();
    await page.getByText('Now Product is stopped.').waitFor();
    const health = await call<{ services: object }>(shop, 'GET', '/healthz');
    expect(health.body.services).toMatchObject({ product: 'down', order: 'ok' });
    await page.getByRole('button', { name: 'Make one by messages' }).click();
    await page.getByText('The buyer was answered 202 placing').waitFor();
    await page.getByText('being placed').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make all well again' }).click();
    await page.getByText('confirmed', { exact: true }).waitFor({ timeout: 40_000 });
    expect(await page.getByRole('switch', { name: /Stop Product/ }).isChecked()).toBe(false);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await scrollsSideways(page)).toBe(false);
    expect(faults).toEqual([]);
  });

  test('a checkout plays by itself, and by the keyboard', async () => {
    const { page, faults } = await signedIn();
    await page.getByRole('link', { name: 'Patterns' }).click();
    await page.getByRole('button', { name: 'Buy something' }).press('Enter');
    await page.getByText(/In the wiring \w+, with the steps as/).waitFor();
    const step = page.locator('[aria-current=step]');
    await step.filter({ hasText: 'POST /v1/orders' }).waitFor();
    await step.filter({ hasText: 'beginCheckout' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    await step.filter({ hasText: 'POST /v1/orders' }).waitFor();
    await page.getByRole('button', { name: 'Show in the picture: Saga' }).press('Enter');
    expect(await page.locator('.hops .example').count()).toBeGreaterThan(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('for whoever wants little motion nothing moves by itself, on a phone either', async () => {
    const { page, faults } = await signedIn(360, 'reduce');
    await page.goto('/console#/patterns');
    await page.getByRole('button', { name: 'Buy something' }).click();
    await page.locator('[aria-current=step]').filter({ hasText: 'POST /v1/orders' }).waitFor();
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(0);
    expect(await page.locator('.traveller').count()).toBe(0);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
