import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { chromiumPath, openBrowser } from '../test/browser/browser.ts';

/*
 * Takes the README's pictures of the pages, from a new shop with the demo catalog: `npm run pictures`.
 * PORT: where that shop listens meanwhile (default 8798).
 */

const directory = join(import.meta.dirname, '../docs/pictures');
const port = process.env.PORT ?? '8798';
/** Small enough to be looked at beside text. */
const viewport = { width: 1_120, height: 760 };
const readyWithinMs = 60_000;

interface Picture {
  /** Of its file, without `.png`. */
  name: string;
  /** Leaves the page as it is to be seen. */
  arrange: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  {
    name: 'storefront',
    arrange: async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'Pocket Torch' }).waitFor();
    },
  },
  {
    name: 'order',
    arrange: async (page) => {
      await page.goto('/#/products/katsu-bento');
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await page.getByText('1 in your cart').waitFor();
      await page.goto('/#/checkout');
      await page.getByLabel('E-mail').fill('hana@example.com');
      await page.getByRole('radio', { name: 'A careful card' }).check();
      await page.getByRole('button', { name: /^Pay/ }).click();
      await page.getByText('Asking the bank').waitFor();
    },
  },
  {
    name: 'console',
    arrange: async (page) => {
      await page.goto('/console');
      await page.getByLabel("Administrators' token").fill('local-admin');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
      await page.goto('/console#/patterns');
      await page.getByRole('button', { name: 'Buy something' }).click();
      await page.locator('[aria-current=step]').filter({ hasText: 'POST /v1/orders' }).waitFor();
    },
  },
];

async function main(): Promise<void> {
  if (!chromiumPath)
    throw new Error('There is no Chromium. `apt-get install chromium`, or say CHROMIUM_PATH.');
  const stateDir = mkdtempSync(join(tmpdir(), 'konbini-pictures-'));
  const shop = spawn(process.execPath, ['scripts/start.ts'], {
    env: { ...process.env, PORT: port, STATE_DIR: stateDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await opened(shop.stdout);
    const browser = await openBrowser();
    await takeAll(browser).finally(() => browser.close());
  } finally {
    shop.kill('SIGTERM');
    await new Promise((resume) => shop.once('exit', resume));
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** Until the shop greets, which it does when its catalog is loaded. */
function opened(output: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The shop did not open.')), readyWithinMs);
    output.on('data', (text) => {
      if (!String(text).includes('The shop is open')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function takeAll(browser: Browser): Promise<void> {
  mkdirSync(directory, { recursive: true });
  for (const { name, arrange } of pictures) {
    const context = await browser.newContext({
      baseURL: `http://localhost:${port}`,
      viewport,
      locale: 'en',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await arrange(page);
    await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => {});
    // With a palette a picture has a third of the bytes, and looks the same.
    await sharp(await page.screenshot())
      .png({ palette: true, effort: 10 })
      .toFile(join(directory, `${name}.png`));
    console.log(`docs/pictures/${name}.png`);
    await context.close();
  }
}

await main();
