import {
  exportQuerySchema,
  importResultSchema,
  maxImportBytes,
  productLineSchema,
} from '../../../shared/contracts/product-line.ts';
import { transferOfFile } from '../handling.ts';
import { Ndjson, NdjsonUpload } from '../ndjson.ts';
import { route } from '../route.ts';

/** Products by the file. */
export const transfer = [
  route({
    method: 'POST',
    path: '/v1/admin/products/import',
    access: 'admin',
    scope: 'catalog',
    handling: transferOfFile,
    service: 'product',
    id: 'importProducts',
    summary: 'Create or replace products with their stock, a line each',
    params: {},
    query: null,
    body: new NdjsonUpload(productLineSchema, maxImportBytes),
    // Its nature is that of a PUT: the same lines again change nothing.
    headers: [],
    answers: {
      200: {
        description:
          'What became of each line, in their order; one with a problem leaves the others alone. Blank lines are ' +
          'passed over. The answer comes while the body is still being sent, and has to be read meanwhile. It is ' +
          'safe to repeat: what is as its line says is `unchanged`.',
        body: new Ndjson(importResultSchema),
        headers: [],
      },
    },
    problems: [],
  }),
  route({
    method: 'GET',
    path: '/v1/admin/products/export',
    access: 'admin',
    scope: 'catalog',
    handling: transferOfFile,
    service: 'product',
    id: 'exportProducts',
    summary: 'The products on sale, as lines that can be imported',
    params: {},
    query: exportQuerySchema,
    body: null,
    headers: [],
    answers: {
      200: {
        description: 'In order of id. Archived products are left out: an import would put them back on sale.',
        body: new Ndjson(productLineSchema),
        headers: [],
      },
    },
    problems: [],
  }),
];
