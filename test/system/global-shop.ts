import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { openShop } from './shop.ts';

/** A shop for each file that runs at a time, shared by those that follow: `globalSetup` in vitest.config.ts. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const open: OpenShop[] = [];
  for (let nth = 0; nth < project.config.maxWorkers; nth++) open.push(await openSharedShop());
  project.provide(
    'shops',
    open.map(({ url, logsUrl }) => ({ url, logsUrl })),
  );
  return async () => {
    for (const { close } of open) await close();
  };
}

interface OpenShop {
  url: string;
  logsUrl: string;
  close(): Promise<void>;
}

async function openSharedShop(): Promise<OpenShop> {
  const shop = await openShop();
  // The shop lives in vitest's own process, the tests in others: its logs are asked for over HTTP.
  const logs = createServer(async (_, response) => response.end(JSON.stringify(await shop.logs())));
  await new Promise<void>((ready) => logs.listen(0, '127.0.0.1', ready));
  const { port } = logs.address() as AddressInfo;
  const close = async () => {
    logs.close();
    await shop.close();
  };
  return { url: shop.url, logsUrl: `http://127.0.0.1:${port}`, close };
}
