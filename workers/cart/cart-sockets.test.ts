import { afterEach, expect, test, vi } from 'vitest';
import type { CartView } from '../../shared/contracts/cart.ts';
import { maxSocketAgeMs, maxSocketsPerCart } from '../../shared/contracts/cart-socket.ts';
import { callerHeader, encodeCaller } from '../../shared/http/internal-headers.ts';
import { CartSockets } from './cart-sockets.ts';
import { alice, cartId, guest } from './test-support/basket.ts';
import { Carts } from './test-support/carts.ts';

afterEach(() => vi.restoreAllMocks());

/** A socket as the object has it. The real ones are in test/system/live.test.ts, where no clock can be set. */
class Socket {
  readonly sent: CartView[] = [];
  closedWith: number | undefined;
  isBroken = false;
  #attachment: unknown;

  constructor(attachment: unknown) {
    this.#attachment = attachment;
  }
  get readyState(): number {
    return this.closedWith === undefined ? WebSocket.OPEN : WebSocket.CLOSING;
  }
  serializeAttachment(attachment: unknown): void {
    this.#attachment = attachment;
  }
  deserializeAttachment(): unknown {
    return this.#attachment;
  }
  send(text: string): void {
    if (this.isBroken) throw new TypeError('the socket is broken');
    this.sent.push(JSON.parse(text) as CartView);
  }
  close(code: number): void {
    this.closedWith = code;
  }
}

function stage() {
  const carts = new Carts();
  carts.create(cartId, { kind: 'customer', customerId: alice.customerId });
  const open: Socket[] = [];
  const ctx = { getWebSockets: () => open } as unknown as DurableObjectState;
  const sockets = new CartSockets(
    ctx,
    () => carts.alices.housed,
    () => carts.clock.now,
  );
  const join = (caller: typeof alice | typeof guest = alice) => {
    const socket = new Socket({ caller, until: carts.clock.now + maxSocketAgeMs, version: 1 });
    open.push(socket);
    return socket;
  };
  /** As after a commit of these additions. */
  const add = async (...productIds: string[]) => {
    for (const productId of productIds) {
      carts.add(cartId, productId, 1);
      sockets.tellSoon();
    }
    await Promise.resolve();
  };
  return { carts, sockets, join, add };
}

function seen({ sent }: Socket): number[] {
  return sent.map(({ items }) => items.length);
}

test('what is done in one go is one message', async () => {
  const { join, add } = stage();
  const socket = join();
  await add('tea', 'rice');
  await add('bun');
  expect(seen(socket)).toEqual([2, 3]);
});

test('a commit that nobody can see is not sent', async () => {
  const { sockets, join, add } = stage();
  const socket = join();
  await add('tea');
  sockets.tellSoon();
  await Promise.resolve();
  expect(seen(socket)).toEqual([1]);
});

test('nothing is sent when the time of a socket is over: it is closed', async () => {
  const { carts, join, add } = stage();
  const early = join();
  carts.clock.now += maxSocketAgeMs - 1;
  const late = join();
  await add('tea');
  carts.clock.now += 1;
  await add('rice');
  expect([seen(early), early.closedWith]).toEqual([[1], 4000]);
  expect([seen(late), late.closedWith]).toEqual([[1, 2], undefined]);
});

test('nothing is sent to whom the cart is not open any more: they are put out', async () => {
  const { join, add } = stage();
  const stranger = join(guest);
  await add('tea');
  expect([seen(stranger), stranger.closedWith]).toEqual([[], 4401]);
});

test('one that is broken keeps nobody else from hearing, and stops no command', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { join, add } = stage();
  const [broken, whole] = [join(), join()];
  broken.isBroken = true;
  await add('tea');
  expect(seen(whole)).toEqual([1]);
  expect(warned).toHaveBeenCalledOnce();
});

test('when all places are taken, those whose time is over are put out, and the others are not', async () => {
  const { carts, sockets, join } = stage();
  const over = join();
  carts.clock.now += maxSocketAgeMs;
  const others = Array.from({ length: maxSocketsPerCart }, () => join());
  const request = new Request('https://shop.example/v1/carts/x/live', {
    headers: { upgrade: 'websocket', [callerHeader]: encodeCaller(alice) },
  });
  const refused = sockets.open(request);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    409,
    'too-many-sockets',
  ]);
  expect(over.closedWith).toBe(4000);
  expect(others.filter(({ closedWith }) => closedWith !== undefined)).toEqual([]);
});
