import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { collected } from '../../shared/test-support/collected.ts';
import { send } from './send.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers each request in the next of these ways, and notes what it was sent. */
async function answering(...ways: ((response: ServerResponse, lines: string[]) => void)[]) {
  const requests: string[][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const lines = Buffer.concat(chunks).toString().trim().split('\n');
    requests.push(lines);
    ways.shift()?.(response, lines);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { requests, target: { url, headers: { authorization: 'Bearer x' } } };
}

function resultOf(line: number): string {
  return `${JSON.stringify({ line, status: 'created' })}\n`;
}

const all = (response: ServerResponse, lines: string[]) => {
  response.end(lines.map((_, index) => resultOf(index + 1)).join(''));
};

const sent = ['a', 'b', 'c'].map((text, index) => ({
  number: 10 * (index + 1),
  bytes: new TextEncoder().encode(text),
}));

describe('sending lines', () => {
  it('gives what became of each, under its number in the file', async () => {
    const { requests, target } = await answering(all);
    const results = await collected(send(sent, target));
    expect(results.map(({ line }) => line)).toEqual([10, 20, 30]);
    expect(requests).toEqual([['a', 'b', 'c']]);
  });

  it('goes on behind the last answer when the connection breaks', async () => {
    const breakOff = (response: ServerResponse) => {
      response.write(resultOf(1), () => setImmediate(() => response.destroy()));
    };
    const { requests, target } = await answering(breakOff, all);
    const results = await collected(send(sent, target));
    expect(results.map(({ line }) => line)).toEqual([10, 20, 30]);
    expect(requests).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('does not ask again where it was refused', async () => {
    const refuse = (response: ServerResponse) => response.writeHead(401).end('{}');
    const { requests, target } = await answering(refuse, all);
    await expect(collected(send(sent, target))).rejects.toThrow('Set ADMIN_TOKEN');
    expect(requests).toHaveLength(1);
  });
});
