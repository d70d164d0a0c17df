import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineProject } from 'vitest/config';

const configPath = new URL('./test-support/wrangler.toml', import.meta.url).pathname;

/** The actor inside workerd, in the Durable Object that houses it. */
export default defineProject({
  plugins: [cloudflareTest({ wrangler: { configPath } })],
  test: { name: 'actor-workerd', include: ['*.workerd.test.ts'] },
});
