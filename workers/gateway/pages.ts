/*
 * The pages for people: what a browser gets first. Their scripts and styles are assets, built from `storefront/` and
 * `console/` by `npm run build`.
 */

/** Everything comes from this origin and goes to it; wss: is for live carts. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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

function page(html: string): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'same-origin',
      'cache-control': 'public, max-age=300',
    },
  });
}
