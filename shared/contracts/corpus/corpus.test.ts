import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { orderEventSchema, orderUpdatedSchema, productUpdatedSchema } from '../events.ts';
import corpus from './messages.json' with { type: 'json' };

const messageSchema = z.discriminatedUnion('type', [
  productUpdatedSchema,
  orderUpdatedSchema,
  ...orderEventSchema.options,
]);

/** A message may wait in a queue, or in the dead letters, while its readers are deployed anew. */
describe('a message that was ever sent is still understood:', () => {
  const named = corpus.samples.map((sample, index) => [`${sample.type} (${index})`, sample] as const);

  it.each(named)('%s', (_, sample) => {
    // Nothing that was said is lost; what was not said yet has its default.
    expect(messageSchema.parse(sample)).toMatchObject(sample);
  });

  it('there is one of each type', () => {
    const types = messageSchema.options.map(({ shape }) => shape.type.value);
    expect([...new Set(corpus.samples.map(({ type }) => type))].sort()).toEqual(types.toSorted());
  });
});
