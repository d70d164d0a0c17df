import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** CHROMIUM_PATH, or the one on the PATH; undefined where there is none. */
export const chromiumPath = process.env.CHROMIUM_PATH || found('chromium') || found('chromium-browser');

function found(name: string): string | undefined {
  const places = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, name));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

if (!chromiumPath) {
  console.warn('Browser tests did not run: no Chromium. `apt-get install chromium`, or say CHROMIUM_PATH.');
}

/** A browser without anything of a user's. Inside a container it runs as root, where its sandbox cannot. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath as string, args: ['--no-sandbox'] });
}

/** A page that notes what should not be: errors in its console, requests to other hosts. */
export async function watchedPage(browser: Browser, url: string, width = 1_280): Promise<Watched> {
  const context = await browser.newContext({ baseURL: url, viewport: { width, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A request that is answered 4xx is an error to the browser, and none to a page that says why.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      faults.push(`asked ${request.url()}`);
  });
  return { page, faults };
}

export interface Watched {
  page: Page;
  /** Empty where all is well. */
  faults: string[];
}
