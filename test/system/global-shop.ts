import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { openShop } from './shop.ts';

/** One shop for all files of a run: named as `globalSetup` in vitest.config.ts. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shop = await openShop();
  // The shop lives in vitest's own process, the tests in others: its logs are asked for over HTTP.
  const logs = createServer(async (_, response) => response.end(JSON.stringify(await shop.logs())));
  await new Promise<void>((ready) => logs.listen(0, '127.0.0.1', ready));
  const { port } = logs.address() as AddressInfo;
  project.provide('shop', { url: shop.url, logsUrl: `http://127.0.0.1:${port}` });
  return async () => {
    logs.close();
    await shop.close();
  };
}
