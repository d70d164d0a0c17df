import { defineConfig } from 'vitest/config';

/** The tests of the domains alone: a rule is held by a test beside it, not by chance further out. */
export default defineConfig({
  test: {
    include: ['workers/*/domain/**/*.test.ts'],
    // Walks 200,000 places: ten seconds for each of hundreds of mutants.
    exclude: ['workers/order/domain/saga-walk.test.ts'],
    environment: 'node',
    isolate: false,
  },
});
