import * as z from 'zod';
import type { Result } from '../result.ts';
import type { CheckoutContents } from './cart.ts';
import type { Held } from './product.ts';
import type { Rejection } from './rejections.ts';

/*
 * The steps of a saga as messages, where nobody waits for the answer. Delivered at least once and in any order:
 * a step is performed again under the same keys, and a reply counts only while its step is the next one.
 */

const envelope = {
  /**
   * Correlates command and reply: the same for every try of a step, since a step that is performed twice is
   * performed once.
   */
  id: z.string(),
  orderId: z.string(),
  version: z.literal(1),
  /** Later than this nobody waits for the reply, and the order has asked again (ms since 1970). */
  expiresAt: z.int(),
  cause: z.object({ caller: z.string(), request: z.string(), trace: z.string() }),
};

/** When the order was placed (ms since 1970); 0 in messages of an older release, which did not say. */
const placedAt = z.int().default(0);

const line = z.object({ productId: z.string(), quantity: z.int() });
const lines = z.array(line);
const ticket = z.object({ cartId: z.string(), token: z.string() });

export const cartCommandSchema = z.discriminatedUnion('step', [
  z.object({ ...envelope, step: z.literal('validateCart'), cartId: z.string() }),
  z.object({ ...envelope, step: z.literal('reopenCart'), cartId: z.string(), forget: z.boolean() }),
]);
export type CartCommand = z.infer<typeof cartCommandSchema>;

export const productCommandSchema = z.discriminatedUnion('step', [
  z.object({
    ...envelope,
    step: z.literal('reserveStock'),
    lines: z.array(line.extend({ ticket: ticket.exactOptional() })),
    ttlMs: z.int(),
    placedAt,
  }),
  z.object({ ...envelope, step: z.literal('commitStock'), lines, placedAt }),
  z.object({ ...envelope, step: z.literal('releaseStock'), productIds: z.array(z.string()), placedAt }),
  z.object({ ...envelope, step: z.literal('returnStock'), productIds: z.array(z.string()), placedAt }),
  z.object({ ...envelope, step: z.literal('restockItems'), returnId: z.string(), lines, placedAt }),
]);
export type ProductCommand = z.infer<typeof productCommandSchema>;

export type SagaCommand = CartCommand | ProductCommand;

export function isForCart(command: SagaCommand): command is CartCommand {
  return command.step === 'validateCart' || command.step === 'reopenCart';
}

export const sagaReplySchema = z.object({
  id: envelope.id,
  orderId: envelope.orderId,
  version: envelope.version,
  cause: envelope.cause,
  /** A StepAnswer, as JSON: trusted as the answer to a call is, since it comes from the service that was asked. */
  answer: z.string(),
});
export type SagaReply = z.infer<typeof sagaReplySchema>;

/** What a step comes to: the cart's contents, what is held, or nothing but that it is done. */
export type StepAnswer = Result<CheckoutContents | Held[] | null, Rejection>;

/** Of a step that comes to nothing but that it is done. */
export async function doneAfter(work: Promise<void>): Promise<StepAnswer> {
  await work;
  return { ok: true, value: null };
}

/** A queue takes 128 KB in a message, and a character may take three bytes. */
const maxAnswerLength = 30_000;

export function replyTo({ id, orderId, version, cause }: SagaCommand, answer: StepAnswer): SagaReply {
  const sent = answer.ok ? { ok: true, value: withinLimit(answer.value) } : answer;
  return { id, orderId, version, cause, answer: JSON.stringify(sent) };
}

/** An order of very many lines goes without pictures. */
function withinLimit(value: CheckoutContents | Held[] | null): CheckoutContents | Held[] | null {
  if (value === null || JSON.stringify(value).length <= maxAnswerLength) return value;
  const plain = <Line extends { image: string | null }>(line: Line): Line => ({ ...line, image: null });
  return Array.isArray(value) ? value.map(plain) : { ...value, lines: value.lines.map(plain) };
}
