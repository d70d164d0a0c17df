import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Findings that keep somebody from using the page, each with the elements that it is about. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Run by the debugger, which the page's Content Security Policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Whether there is something to the right that one has to scroll to. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
}
