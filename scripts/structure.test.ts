import { describe, expect, test } from 'vitest';
import { violationsIn } from './structure.ts';

const rulesOf = (file: string, source: string) => violationsIn(file, source).map(({ rule }) => rule);

describe('the rules of the house', () => {
  test.each([
    ['workers/cart/domain/cart.ts', "import { x } from 'cloudflare:workers';"],
    ['workers/cart/domain/cart.ts', "import { x } from 'node:fs';"],
    ['workers/cart/domain/cart.ts', "import { randomId } from '../../../shared/ids.ts';"],
    ['workers/cart/domain/cart.ts', "import { json } from '../../../shared/http/respond.ts';"],
    ['workers/cart/domain/cart.ts', "import { CartActor } from '../actor.ts';"],
    ['workers/cart/domain/cart.ts', 'export const now = () => Date.now();'],
    ['workers/cart/domain/cart.ts', 'export const chance = () => Math.random();'],
    ['workers/order/domain/order.ts', "import type { Wiring } from '../../../shared/wiring.ts';"],
    ['workers/order/domain/order.ts', '// Where WIRING is events, the steps go by messages.'],
    ['workers/cart/actor.ts', "import { routes } from './routes.ts';"],
    ['workers/cart/actor.ts', "import type { Env } from './worker.ts';"],
    ['workers/cart/routes.ts', "import { decide } from '../product/domain/decide.ts';"],
    ['workers/cart/routes.ts', "const late = await import('../order/actor.ts');"],
    ['shared/money.ts', "import { decide } from '../workers/product/domain/decide.ts';"],
    ['client/src/cart.ts', "import type { CartView } from '../../shared/contracts/cart.ts';"],
    ['client/src/cart.ts', "import { Shopper } from '../../scripts/load/shopper.ts';"],
    ['shared/money.ts', "import type { Money } from '../client/src/index.ts';"],
    ['workers/cart/routes.ts', "import { createClient } from 'konbini-client';"],
    ['console/errors.ts', "import { scopes } from '../workers/gateway/scopes.ts';"],
    ['ui/money.ts', "import { texts } from '../storefront/texts.ts';"],
    ['storefront/app.tsx', "import { http } from '../console/api.ts';"],
    ['workers/cart/worker.ts', "import { faults } from '../../shared/faults/current.ts';"],
    ['shared/money.ts', 'x\n'.repeat(301)],
  ])('refuse in %s: %s', (file, source) => {
    expect(rulesOf(file, source)).toHaveLength(1);
  });

  test.each([
    ['workers/cart/domain/cart.ts', "import { accept } from '../../../shared/result.ts';"],
    ['workers/cart/domain/cart.ts', "import type { Line } from './line.ts';\n// not Date.now()"],
    ['workers/cart/actor.ts', "import { decide } from './domain/decide.ts';"],
    [
      'workers/cart/worker.ts',
      "import { routes } from './routes.ts';\nimport { z } from 'cloudflare:workers';",
    ],
    [
      'client/src/http.ts',
      "import createOpenApiClient from 'openapi-fetch';\nimport type { paths } from './schema.ts';",
    ],
    [
      'workers/cart/local.ts',
      "import worker from './worker.ts';\nimport { x } from '../../shared/faults/x.ts';",
    ],
    ['scripts/demo.ts', "import { createClient } from '../client/src/index.ts';"],
    [
      'console/orders/order-list.tsx',
      "import { dataOf } from '../../client/src/index.ts';\nimport { moneyText } from '../../ui/money.ts';\nimport { http } from '../api.ts';",
    ],
    ['shared/money.ts', 'x\n'.repeat(300)],
  ])('allow in %s: %s', (file, source) => {
    expect(rulesOf(file, source)).toEqual([]);
  });
});
