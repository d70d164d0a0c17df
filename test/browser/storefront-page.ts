import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './axe.ts';
import { watchedPage } from './browser.ts';

/** Somebody in the storefront, with a browser of their own: nothing of anybody else's is in it. */
export class Shopper {
  readonly page: Page;
  /** Empty where all is well. */
  readonly faults: string[];

  private constructor(page: Page, faults: string[]) {
    this.page = page;
    this.faults = faults;
  }

  static async arrive(browser: Browser, url: string, width?: number): Promise<Shopper> {
    const { page, faults } = await watchedPage(browser, url, width);
    page.setDefaultTimeout(15_000);
    return new Shopper(page, faults);
  }

  async go(hash: string): Promise<void> {
    await this.page.goto(`/${hash}`);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  /** Waits until a text can be seen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async add(productId: string): Promise<void> {
    await this.go(`#/products/${productId}`);
    await this.press('Add to cart');
    await this.sees(/in your cart/);
  }

  /** @param card what it is called on the page */
  async pay(card: string): Promise<void> {
    if (!this.page.url().endsWith('#/checkout')) await this.go('#/checkout');
    await this.page.getByLabel('E-mail for the receipt').fill('hana@example.com');
    await this.page.getByRole('radio', { name: card }).check();
    await this.press(/^Pay/);
  }

  async signIn(name: string): Promise<void> {
    await this.go('#/account');
    await this.page.getByLabel('Your name').fill(name);
    await this.press('Sign in');
    await this.page.getByRole('button', { name: 'Sign out' }).waitFor();
  }

  /** Goes on with Tab until what has the focus is called so, and presses Enter. */
  async enter(name: string | RegExp): Promise<void> {
    const target = this.page.getByRole('link', { name }).or(this.page.getByRole('button', { name })).first();
    await target.waitFor();
    await this.tabTo(() => target.evaluate((element) => element.matches(':focus')));
    await this.page.keyboard.press('Enter');
  }

  async tabTo(isThere: () => Promise<boolean>): Promise<void> {
    for (let steps = 0; steps < 80; steps++) {
      if (await isThere()) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('Tab does not lead there.');
  }

  /** What axe finds serious or critical, and whether the page is wider than its window. */
  async expectFine(): Promise<void> {
    expect(await seriousFindings(this.page)).toEqual([]);
    const excess = await this.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(excess).toBeLessThanOrEqual(0);
  }

  /** How much has moved by itself since the page was loaded: the sum of all layout shifts. */
  layoutShift(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new PerformanceObserver((list: { getEntries(): PerformanceEntry[] }) => {
            const shifts = list.getEntries() as (PerformanceEntry & Shift)[];
            resolve(shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0));
          });
          observer.observe({ type: 'layout-shift', buffered: true });
          // Without a shift it hears of nothing.
          setTimeout(() => resolve(0), 200);
        }),
    );
  }
}

interface Shift {
  value: number;
  hadRecentInput: boolean;
}
