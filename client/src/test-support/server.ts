import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How one request is answered. */
export type Reply = (response: ServerResponse) => void;

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  at: number;
}

export interface Server {
  url: string;
  /** Every request that came, in order. */
  asked: Asked[];
  close(): void;
}

/** Answers the first request by the first reply, and so on; the last reply is for all that follow. */
export async function serverOf(...replies: [Reply, ...Reply[]]): Promise<Server> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)] as Reply;
    const { method = '', url = '', headers } = request;
    const came = { method, path: url, headers, body: '', at: performance.now() };
    asked.push(came);
    came.body = await text(request);
    reply(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Reply {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return (response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };
}

export function refuse(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return answer(
    status,
    { type: `urn:konbini:problem:${code}`, title: code, status, detail: code, code },
    headers,
  );
}

/** The connection breaks before an answer. */
export const breakOff: Reply = (response) => response.destroy();

/** The connection breaks in the middle of the answer. */
export const breakWithin: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"half":', () => response.destroy());
};

/** Never an answer. */
export const hang: Reply = () => {};
