import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The page at /docs loads these of its viewer, by their names in the package: they are put beside our own assets, by
 * the names here, whenever packages are installed. They are too large to keep in the repository, and a package is pinned
 * better than a copy. (What that package depends on would tell a third party of installations: package.json has it off.)
 */
const files = {
  'swagger-ui-bundle.js': 'swagger-ui-bundle.js',
  'swagger-ui.css': 'swagger-ui.css',
  // The licences under which they are passed on.
  'swagger-ui-bundle.js.LICENSE.txt': 'swagger-ui-bundle.js.LICENSE.txt',
  LICENSE: 'LICENSE.txt',
  NOTICE: 'NOTICE.txt',
};

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const assets = join(import.meta.dirname, '../workers/gateway/assets/docs/viewer');

mkdirSync(assets, { recursive: true });
for (const [file, asset] of Object.entries(files)) copyFileSync(join(viewer, file), join(assets, asset));
