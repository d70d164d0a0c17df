import { request } from 'node:http';
import type { CartView } from '../../shared/contracts/cart.ts';
import { cartViewSchema } from '../../shared/contracts/cart.ts';
import type { Buyer } from './client.ts';
import { type Answered, ask } from './raw.ts';
import type { Shop } from './shop.ts';

/** Node's own takes headers, which browsers' do not. */
type Opener = new (
  url: string,
  options: { protocols?: string[]; headers?: Record<string, string> },
) => WebSocket;

/** Somebody who looks at a cart. */
export interface Viewer {
  /** What was sent so far. */
  carts: CartView[];
  /** The first cart like this, already here or still to come, within a second. */
  sees(isWanted: (cart: CartView) => boolean): Promise<CartView>;
  /** Answers the next text that is no cart. */
  says(text: string): Promise<string>;
  /** The code with which it is closed. */
  closed: Promise<number>;
  /** Which subprotocol was agreed on. */
  protocol: string | null;
  leave(): void;
}

/** What two windows may differ for: issue 9. On a machine that is busy with other tests, a little more. */
const withinMs = 5_000;

export function livePath(cartId: string): string {
  return `/v1/carts/${cartId}/live`;
}

/** @param how the credentials, if not in headers */
export async function view(shop: Shop, { cartId, as }: Buyer, protocols: string[] = []): Promise<Viewer> {
  const url = new URL(livePath(cartId), shop.url.replace(/^http/, 'ws')).href;
  const options = protocols.length > 0 ? { protocols } : { headers: as };
  const socket = new (WebSocket as unknown as Opener)(url, options);
  const carts: CartView[] = [];
  const closed = Promise.withResolvers<number>();
  const news = new EventTarget();
  const texts: string[] = [];
  socket.addEventListener('close', ({ code }) => closed.resolve(code));
  socket.addEventListener('message', ({ data }) => {
    if (data === 'pong') texts.push(data);
    else carts.push(cartViewSchema.parse(JSON.parse(data)));
    news.dispatchEvent(new Event('news'));
  });
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened);
    socket.addEventListener('error', () => failed(new Error('the socket was not opened')));
  });
  return {
    carts,
    closed: closed.promise,
    protocol: socket.protocol,
    sees: (isWanted) =>
      heard(
        news,
        () => carts.find(isWanted),
        () => JSON.stringify(carts),
      ),
    says(text) {
      socket.send(text);
      return heard(
        news,
        () => texts.shift(),
        () => 'no answer',
      );
    },
    leave: () => socket.close(),
  };
}

function heard<Value>(news: EventTarget, look: () => Value | undefined, shown: () => string): Promise<Value> {
  return new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`it was not sent: ${shown()}`)), withinMs);
    const check = () => {
      const value = look();
      if (value === undefined) return;
      clearTimeout(timer);
      news.removeEventListener('news', check);
      found(value);
    };
    news.addEventListener('news', check);
    check();
  });
}

/** Opens one and breaks the connection off, without a word. */
export function breakOff(shop: Shop, { cartId, as }: Buyer): Promise<void> {
  const { hostname, port } = new URL(shop.url);
  return new Promise((broken, failed) => {
    const sent = request({ hostname, port, path: livePath(cartId), headers: { ...upgrade, ...as } });
    sent.on('upgrade', (_, connection) => {
      connection.on('close', broken);
      connection.destroy();
    });
    sent.on('error', failed);
    sent.end();
  });
}

/** Asks for a WebSocket where none will be opened. */
export function askForSocket(shop: Shop, cartId: string, headers: Record<string, string>): Promise<Answered> {
  return ask(shop, 'GET', livePath(cartId), { ...upgrade, ...headers });
}

/** RFC 6455, 1.3. */
export const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
