import { describe, expect, it } from 'vitest';
import type { Held } from '../contracts/product.ts';
import {
  type ProductCommand,
  productCommandSchema,
  type SagaReply,
  type StepAnswer,
  sagaReplySchema,
} from '../contracts/saga-messages.ts';
import { answerCommand } from './reply.ts';

const command: ProductCommand = {
  id: 'ord_1/reserveStock',
  orderId: 'ord_1',
  version: 1,
  expiresAt: 1_000,
  cause: { caller: 'guest:1', request: 'r1', trace: '' },
  step: 'reserveStock',
  lines: [{ productId: 'tea', quantity: 2 }],
  ttlMs: 500,
  placedAt: 0,
};

async function replyTo(answer: StepAnswer, now = 1_000) {
  const sent: SagaReply[] = [];
  let performed = 0;
  const perform = async () => {
    performed += 1;
    return answer;
  };
  await answerCommand(command, perform, { send: async (reply) => sent.push(reply) }, now);
  return { sent, performed };
}

function held(image: string, count = 1): Held[] {
  const one = {
    productId: 'tea',
    quantity: 2,
    unitPrice: { amount: 100, currency: 'EUR' },
    name: 'Tea',
    image,
  };
  return Array.from({ length: count }, () => one);
}

describe('a step that comes as a message', () => {
  it('is understood as it was sent', () => {
    expect(productCommandSchema.parse(command)).toEqual(command);
    const ticket = { cartId: 'crt_1', token: 'a ticket' };
    const waited = { ...command, lines: [{ productId: 'tea', quantity: 2, ticket }] };
    expect(productCommandSchema.parse(waited)).toEqual(waited);
  });

  it.each<StepAnswer>([
    { ok: true, value: held('/tea.svg') },
    { ok: true, value: null },
    { ok: false, rejection: { type: 'InsufficientStock', items: [] } },
  ])('is performed, and its answer goes back under its id: %j', async (answer) => {
    const { sent } = await replyTo(answer);
    const { id, orderId, version, cause } = command;
    expect(sent).toEqual([{ id, orderId, version, cause, answer: expect.any(String) }]);
    const [reply] = sent.map((one) => sagaReplySchema.parse(one));
    expect(JSON.parse(reply?.answer ?? '')).toEqual(answer);
  });

  it('is left alone when nobody waits for it any more', async () => {
    expect(await replyTo({ ok: true, value: null }, 1_001)).toEqual({ sent: [], performed: 0 });
  });

  it('is answered without pictures where they would make the reply larger than a queue takes', async () => {
    const { sent } = await replyTo({ ok: true, value: held('x'.repeat(2_000), 100) });
    const { value } = JSON.parse(sent[0]?.answer ?? '') as { value: Held[] };
    expect(new TextEncoder().encode(JSON.stringify(sent[0])).length).toBeLessThan(100_000);
    expect(value).toHaveLength(100);
    expect(value[0]).toEqual({ ...held('')[0], image: null });
  });
});
