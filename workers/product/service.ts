import type { Cause } from '../../shared/actor/event-log.ts';
import type { Answer } from '../../shared/contracts/call.ts';
import type { Held, HoldRequest, ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import type { Rejection, Shortage } from '../../shared/contracts/rejections.ts';
import type { Ticket } from '../../shared/contracts/waiting-room.ts';

type Later<Method extends (...args: never[]) => unknown> = (
  ...args: Parameters<Method>
) => Promise<Awaited<ReturnType<Method>>>;

/** A product, as seen from elsewhere, wherever its stock is. */
export interface RemoteProduct {
  snapshot: Later<() => ProductSnapshot | null>;
  reserve: Later<
    (
      holdId: string,
      quantity: number,
      ttlMs: number,
      cause: Cause,
      ticket: Ticket | undefined,
      placedAt: number,
    ) => Answer<Held>
  >;
  commit: Later<(holdId: string, quantity: number, cause: Cause, placedAt: number) => Answer<null>>;
  release: Later<(holdId: string, cause: Cause, placedAt: number) => Answer<null>>;
  giveBack: Later<(holdId: string, cause: Cause, placedAt: number) => Answer<null>>;
  restock: Later<
    (holdId: string, returnId: string, quantity: number, cause: Cause, placedAt: number) => Answer<null>
  >;
}

/** Product's side of a checkout, over as many product actors as it needs. */
export function productService(product: (id: string) => RemoteProduct): ProductService {
  return {
    quote: (productId) => product(productId).snapshot(),
    quoteAll: (productIds) => Promise.all(productIds.map((id) => product(id).snapshot())),

    async reserve(holdId, lines, ttlMs, cause, placedAt = 0) {
      const held: Held[] = [];
      const sorted = holdsInOrder(lines);
      for (const [index, { productId, quantity, ticket }] of sorted.entries()) {
        const answer = await product(productId).reserve(holdId, quantity, ttlMs, cause, ticket, placedAt);
        if (!answer.ok)
          return refusedWith(answer.rejection, await shortages(product, sorted.slice(index + 1)));
        held.push(answer.value);
      }
      return { ok: true, value: held, replayed: false };
    },

    async commit(holdId, lines, cause, placedAt = 0) {
      const answers = await Promise.all(
        holdsInOrder(lines).map(({ productId, quantity }) =>
          product(productId).commit(holdId, quantity, cause, placedAt),
        ),
      );
      return firstRefusal(answers) ?? { ok: true, value: null, replayed: false };
    },

    async release(holdId, productIds, cause, placedAt = 0) {
      const answers = productIds.map((id) => product(id).release(holdId, cause, placedAt));
      assertDone(await Promise.all(answers));
    },

    async giveBack(holdId, productIds, cause, placedAt = 0) {
      const answers = productIds.map((id) => product(id).giveBack(holdId, cause, placedAt));
      assertDone(await Promise.all(answers));
    },

    async restock(holdId, returnId, lines, cause, placedAt = 0) {
      const answers = lines.map(({ productId, quantity }) =>
        product(productId).restock(holdId, returnId, quantity, cause, placedAt),
      );
      assertDone(await Promise.all(answers));
    },
  };
}

/**
 * Everyone takes products in the same order, so of two orders that want the same ones, one gets them all. Two
 * lines of the same product are one hold: a second one under the same id would pass for a repeat of the first.
 */
function holdsInOrder(lines: HoldRequest[]): HoldRequest[] {
  const holds = new Map<string, HoldRequest>();
  for (const line of lines) {
    const before = holds.get(line.productId)?.quantity ?? 0;
    holds.set(line.productId, { ...line, quantity: before + line.quantity });
  }
  return [...holds.values()].toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
}

/** Reads only: holding more for an order that has failed would make others look sold out. */
async function shortages(product: (id: string) => RemoteProduct, lines: HoldRequest[]): Promise<Shortage[]> {
  const found = await Promise.all(
    lines.map(async ({ productId, quantity }) => {
      const snapshot = await product(productId).snapshot();
      const available = snapshot?.status === 'active' ? snapshot.available : 0;
      return { productId, requested: quantity, available };
    }),
  );
  return found.filter(({ requested, available }) => available < requested);
}

function refusedWith(rejection: Rejection, more: Shortage[]): Answer<never> {
  if (rejection.type !== 'InsufficientStock') return { ok: false, rejection, replayed: false };
  const items = [...rejection.items, ...more];
  return { ok: false, rejection: { type: 'InsufficientStock', items }, replayed: false };
}

function firstRefusal(answers: Answer<null>[]): Answer<null> | undefined {
  return answers.find((answer) => !answer.ok);
}

/** Giving back is never a matter of opinion: a refusal here is a bug, and the saga tries it again and again. */
function assertDone(answers: Answer<null>[]): void {
  const refused = firstRefusal(answers);
  if (refused && !refused.ok)
    throw new Error(`giving back was refused: ${JSON.stringify(refused.rejection)}`);
}
