import { htmlAnswer } from './html-answer.ts';

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

/** The reference, for people. The viewer's stylesheet has its icons in itself. */
export async function referencePage(): Promise<Response> {
  return htmlAnswer(html, { pictures: 'data:', referrer: 'no-referrer' });
}
