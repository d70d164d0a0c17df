import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../scripts/demo.ts';
import { call, eventually, newProduct, putProduct } from '../system/client.ts';
import { closeShop, credentials, openShop, type Shop } from '../system/shop.ts';
import { openRoom } from '../system/waiting-room.ts';
import { chromiumPath, openBrowser } from './browser.ts';
import { Shopper } from './storefront-page.ts';

describe.skipIf(!chromiumPath)('the storefront', () => {
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    await loadDemo(shop.url, credentials.ADMIN_TOKEN);
  });
  afterAll(async () => {
    await browser?.close();
    await closeShop(shop);
  });

  test.each([
    [1_280, 'light'],
    [360, 'dark'],
  ] as const)('sells something, at %s px in the %s', async (width, colorScheme) => {
    const hana = await Shopper.arrive(browser, shop.url, width);
    await hana.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await hana.go('');
    await hana.page.getByRole('heading', { name: 'On the shelf right now' }).waitFor();
    await hana.page.getByRole('link', { name: 'Pocket Torch' }).waitFor();
    await hana.expectFine();
    await hana.page.getByRole('searchbox').fill('green te');
    await hana.sees('1 thing');
    await hana.expectFine();
    await hana.page.getByRole('link', { name: 'Green Tea, 500 ml' }).click();
    await hana.press('One more');
    await hana.press('Add to cart');
    await hana.sees('2 in your cart');
    await hana.expectFine();
    await hana.page.getByRole('link', { name: 'Cart, 2 things' }).click();
    await hana.sees('€1.89 each');
    await hana.expectFine();
    await hana.page.getByRole('link', { name: 'Check out' }).click();
    await hana.page.getByRole('button', { name: 'Pay €3.78' }).waitFor();
    await hana.expectFine();
    await hana.pay('A good card');
    await hana.sees('Thank you! It is yours.');
    await hana.sees('Took the payment');
    await hana.expectFine();
    expect(await hana.layoutShift()).toBeLessThan(0.1);
    expect(hana.faults).toEqual([]);
  });

  test('what many want at once is bought when it is one’s turn, and others need not do anything for it', async () => {
    const drop = await newProduct(shop, 5);
    const [first, hana] = [await Shopper.arrive(browser, shop.url), await Shopper.arrive(browser, shop.url)];
    await Promise.all([first.add(drop), hana.add(drop)]);
    await openRoom(shop, drop, 20);
    await Promise.all([listedWithRoom(drop), first.go('#/checkout'), hana.go('#/checkout')]);
    await first.pay('A good card');
    await first.sees('Thank you! It is yours.');
    await hana.pay('A good card');
    await hana.sees(/everybody waits a moment: 0 before you, about \d seconds?\./);
    await hana.expectFine();
    await hana.sees('Thank you! It is yours.');
    expect(hana.faults).toEqual([]);
  });

  async function listedWithRoom(id: string): Promise<void> {
    await eventually(async () => {
      const { body } = await call<{ items: object[] }>(shop, 'GET', `/v1/products?ids=${id}`);
      return body.items.some((item) => 'waitingRoom' in item) ? true : undefined;
    });
  }

  test('the last one goes to one of two buyers, and the other is told while looking', async () => {
    const last = await newProduct(shop, 1);
    const [hana, jun] = [await Shopper.arrive(browser, shop.url), await Shopper.arrive(browser, shop.url)];
    await Promise.all([hana.add(last), jun.add(last)]);
    await jun.go('#/cart');
    await jun.page.getByRole('link', { name: 'Check out' }).waitFor();
    await hana.pay('A good card');
    await hana.sees('Thank you! It is yours.');
    await jun.sees('Sold out meanwhile. Remove it to go on.');
    expect(await jun.page.getByRole('link', { name: 'Check out' }).count()).toBe(0);
    await jun.expectFine();
    await jun.press(/^Remove/);
    await jun.sees('Your cart is empty.');
    await jun.expectFine();
    await jun.go(`#/products/${last}`);
    await jun.sees('Sold out');
    await jun.expectFine();
  });

  test('a declined card is told where the buyer looks, and another one pays', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.add(await newProduct(shop, 5));
    await hana.pay('A blocked card');
    const alert = hana.page.getByRole('alert').filter({ hasText: 'The bank declined' });
    await alert.waitFor();
    expect(await alert.evaluate((element) => element.matches(':focus'))).toBe(true);
    await hana.expectFine();
    await hana.pay('A good card');
    await hana.sees('Thank you! It is yours.');
    expect(hana.faults).toEqual([]);
  });

  test('a bank that asks is answered, yes or no, while the clock runs', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.add(await newProduct(shop, 5));
    await hana.pay('A careful card');
    await hana.sees('Your bank asks: is it you?');
    await hana.sees(/^14:5\d$/);
    await hana.expectFine();
    await hana.press('No, it is not me');
    await hana.sees('This did not work out.');
    await hana.sees('Let your things go, for others');
    await hana.expectFine();
    await hana.page.getByRole('link', { name: 'Back to the cart' }).click();
    await hana.page.getByRole('link', { name: 'Check out' }).waitFor();
    await hana.pay('A careful card');
    await hana.press('Yes, pay');
    await hana.sees('Thank you! It is yours.');
    expect(hana.faults).toEqual([]);
  });

  test('an order is canceled after a second question, and what is undone is drawn', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.add(await newProduct(shop, 5));
    await hana.pay('A good card');
    await hana.press('Cancel this order');
    await hana.expectFine();
    await hana.press('Yes, cancel it');
    await hana.sees('This order is canceled.');
    await hana.sees('Gave the money back');
    await hana.sees('€5.00 given back');
    await hana.expectFine();
  });

  test('a price that went up is shown, and paid only by who accepts it', async () => {
    const id = await newProduct(shop, 5);
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.add(id);
    await hana.go('#/checkout');
    await hana.page.getByRole('button', { name: 'Pay €5.00' }).waitFor();
    await putProduct(shop, id, { name: 'Dear thing', price: { amount: 650, currency: 'EUR' } });
    await hana.sees('The price went up since you chose it: €5.00 is now €6.50.');
    await hana.expectFine();
    await hana.pay('A good card');
    expect(await hana.page.getByRole('checkbox').evaluate((box) => box.matches(':invalid'))).toBe(true);
    await hana.page.getByRole('checkbox', { name: /accept/ }).check();
    await hana.press('Pay €6.50');
    await hana.sees('Thank you! It is yours.');
  });

  test('two windows show the same cart within a second', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.add(await newProduct(shop, 50));
    await hana.go('#/cart');
    const other = await hana.page.context().newPage();
    await other.goto('/#/cart');
    await other.getByText('€5.00 each').waitFor();
    await hana.press('One more');
    // The page itself waits for 300 ms whether more is clicked.
    await other.getByRole('link', { name: 'Cart, 2 things' }).waitFor({ timeout: 1_300 });
  });

  test('signing in brings the cart along, and a double click is one order in the history', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.add(await newProduct(shop, 5));
    await hana.go('#/account');
    await hana.page.getByLabel('Your name').waitFor();
    await hana.expectFine();
    await hana.signIn('hana');
    await hana.page.getByRole('link', { name: 'Cart, 1 thing' }).waitFor();
    await hana.go('#/checkout');
    await hana.page.getByLabel('E-mail for the receipt').fill('hana@example.com');
    await hana.page.getByRole('button', { name: /^Pay/ }).dblclick();
    await hana.sees('Thank you! It is yours.');
    await hana.go('#/account');
    await hana.page.getByRole('listitem').filter({ hasText: 'Confirmed' }).waitFor();
    expect(await hana.page.getByRole('listitem').count()).toBe(1);
    await hana.expectFine();
    await hana.press('Sign out');
    await hana.page.getByLabel('Your name').waitFor();
    expect(hana.faults).toEqual([]);
  });

  test('all of it goes by keyboard', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    await hana.go('#/products?q=onigiri');
    await hana.enter('Salmon Onigiri');
    await hana.enter('Add to cart');
    await hana.sees('1 in your cart');
    await hana.enter('Cart, 1 thing');
    await hana.enter('Check out');
    const email = hana.page.getByLabel('E-mail for the receipt');
    await email.waitFor();
    await hana.tabTo(() => email.evaluate((element) => element.matches(':focus')));
    await hana.page.keyboard.type('hana@example.com');
    await hana.page.keyboard.press('Tab');
    await hana.page.keyboard.press('ArrowDown');
    await hana.page.keyboard.press('Enter');
    await hana.enter('Yes, pay');
    await hana.sees('Thank you! It is yours.');
  });

  test('what is not there has pages that lead on', async () => {
    const hana = await Shopper.arrive(browser, shop.url);
    for (const [hash, text] of [
      ['#/nowhere', 'There is no such page'],
      ['#/products/unheard-of', 'There is no such thing in this shop.'],
      ['#/products?q=unheardof', 'Nothing like that is on the shelf.'],
      ['#/cart', 'Your cart is empty.'],
      [`#/orders/ord_${'0'.repeat(26)}`, /Sign in/],
    ] as const) {
      await hana.go(hash);
      await hana.sees(text);
      await hana.expectFine();
    }
  });
});
