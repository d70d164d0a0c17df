import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const catalogPath = join(import.meta.dirname, '../demo/products.ndjson');

/** Puts the demo catalog into a shop that runs at `url`. Cut off and called again, it adds nothing twice. */
export async function loadDemo(url: string, adminToken: string): Promise<number> {
  const lines = readFileSync(catalogPath, 'utf8').trim().split('\n');
  for (const line of lines) {
    const { id, stock, ...product } = JSON.parse(line) as { id: string; stock: number };
    await send('PUT', `${url}/v1/products/${id}`, adminToken, product);
    if (stock > 0) {
      await send(
        'POST',
        `${url}/v1/products/${id}/stock`,
        adminToken,
        { delta: stock, reason: 'demo' },
        `demo-${id}`,
      );
    }
  }
  return lines.length;
}

async function send(method: string, url: string, token: string, body: unknown, key?: string): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}
