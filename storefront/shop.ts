import { createClient, type Send } from '../client/src/index.ts';

/** Marks a request as the page's own: only then the browser's cookies say who is calling. No page sees a token. */
export const sendAsPage: Send = (request) => {
  request.headers.set('konbini-page', 'shop');
  return fetch(request);
};

/**
 * One try each: a buyer who waits is told why and when to come again, instead of looking at a page that does not move.
 * It may take as long as the shop itself waits for a bank.
 */
export const shop = createClient({
  url: location.origin,
  fetch: sendAsPage,
  retry: { maxTries: 1, tryMs: 35_000, totalMs: 40_000 },
});
