import { defineConfig } from 'vite';

/** The two pages: scripts and styles with names that stay, since the gateway's HTML says them. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'workers/gateway/assets/pages',
    emptyOutDir: true,
    // A data: URL would need a wider Content Security Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { storefront: 'storefront/main.tsx', console: 'console/main.tsx' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
