import { defineConfig } from 'vitest/config';

/** The tests that name a rule of a domain: it is held by a test beside it, not by chance further out. */
export default defineConfig({
  test: {
    include: ['workers/*/domain/**/*.test.ts'],
    // They try thousands of histories, or others each time: seconds for each of a thousand mutants.
    exclude: ['**/saga-walk.test.ts', '**/*.property.test.ts'],
    environment: 'node',
    isolate: false,
  },
});
