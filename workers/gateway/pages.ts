import { htmlAnswer } from './html-answer.ts';

/*
 * The pages for people: what a browser gets first. Their scripts and styles are assets, built from `storefront/` and
 * `console/` by `npm run build`.
 */

function htmlOf(name: 'storefront' | 'console', title: string, description: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${description}">
    <title>${title}</title>
    <link rel="icon" href="/pictures/lucky-cat.svg">
    <link rel="stylesheet" href="/pages/${name}.css">
    <script type="module" src="/pages/${name}.js"></script>
  </head>
  <body>
    <div id="page"></div>
    <noscript>This page takes JavaScript. The shop can be called without it: see <a href="/docs">/docs</a>.</noscript>
  </body>
</html>
`;
}

export async function storefrontPage(): Promise<Response> {
  return page(htmlOf('storefront', 'Konbini', 'The corner shop that is always open.'));
}

export async function consolePage(): Promise<Response> {
  return page(htmlOf('console', 'Konbini console', 'What goes on in the shop.'));
}

/** Pictures of products may be anywhere. */
function page(html: string): Response {
  return htmlAnswer(html, { pictures: 'https: data:', referrer: 'same-origin' });
}
