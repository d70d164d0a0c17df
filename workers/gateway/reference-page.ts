/**
 * The page that shows /openapi.json and sends requests from it. Its scripts and styles are assets of ours: the
 * viewer's own are put there by `scripts/place-viewer.ts`.
 */
const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Konbini API</title>
    <link rel="icon" href="/pictures/lucky-cat.svg">
    <link rel="stylesheet" href="/docs/viewer/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
    <script src="/docs/viewer/swagger-ui-bundle.js" defer></script>
    <script src="/docs/page.js" defer></script>
  </head>
  <body>
    <main id="reference">
      <noscript>This page takes JavaScript. The same stands in <a href="/openapi.json">openapi.json</a>.</noscript>
    </main>
  </body>
</html>
`;

/** Everything comes from this origin, and every request goes to it. The viewer's stylesheet has its icons in itself. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The reference, for people. It says the same to everybody and may be kept for five minutes by anyone. */
export async function referencePage(): Promise<Response> {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'cache-control': 'public, max-age=300',
    },
  });
}
