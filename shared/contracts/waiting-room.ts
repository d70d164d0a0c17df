import * as z from 'zod';
import { cartIdSchema, productIdSchema } from '../ids.ts';
import { timeSchema } from '../time.ts';

/** More in a second than one product sells anyway: a room is to hold back. */
const maxPerMinute = 60_000;
/** A ticket is for a checkout, not for a day. */
const maxTicketMinutes = 60;
/** A ticket of ours has some 300 characters. */
const maxTicketLength = 1_000;

const perMinuteSchema = z
  .int()
  .min(1)
  .max(maxPerMinute)
  .meta({ description: 'How many are let in within a minute, evenly spread over it.' });

const ticketMinutesSchema = z
  .int()
  .min(1)
  .max(maxTicketMinutes)
  .meta({ description: 'How long somebody who was let in has to check out.' });

export const waitingRoomBodySchema = z
  .strictObject({ perMinute: perMinuteSchema, ticketMinutes: ticketMinutesSchema })
  .meta({ id: 'WaitingRoomBody', examples: [{ perMinute: 120, ticketMinutes: 10 }] });
export type WaitingRoomBody = z.infer<typeof waitingRoomBodySchema>;

export const waitingRoomViewSchema = z
  .object({
    productId: productIdSchema,
    perMinute: perMinuteSchema,
    ticketMinutes: ticketMinutesSchema,
    waiting: z.int().min(0).meta({ description: 'How many wait now.' }),
  })
  .meta({ id: 'WaitingRoom' });
export type WaitingRoomView = z.infer<typeof waitingRoomViewSchema>;

/** What everybody sees of it on the product. */
export const shownWaitingRoomSchema = z.object({ perMinute: z.int() });

export const placeBodySchema = z
  .strictObject({ cartId: cartIdSchema })
  .meta({ id: 'PlaceBody', examples: [{ cartId: 'crt_hxpaqpbv4h4g9nmjpzcspqxerx' }] });

/** A JWT (RFC 7519) by which a waiting room lets one cart check out one product. */
export const ticketTokenSchema = z.string().min(1).max(maxTicketLength).meta({ id: 'Ticket' });

export const placeViewSchema = z
  .object({
    productId: productIdSchema,
    cartId: cartIdSchema,
    number: z.int().min(1).meta({ description: 'Counts those who came, from 1.' }),
    position: z.int().min(0).meta({ description: 'How many wait before this one.' }),
    estimateSeconds: z
      .int()
      .min(0)
      .meta({ description: 'Until this one is let in, as long as the rate stays. 0: it is.' }),
    ticket: z
      .object({ token: ticketTokenSchema, expiresAt: timeSchema })
      .exactOptional()
      .meta({ description: 'Once it is let in: to be sent with the checkout.' }),
  })
  .meta({ id: 'Place' });
export type PlaceView = z.infer<typeof placeViewSchema>;

/** What a buyer shows at a product with a waiting room. */
export interface Ticket {
  /** The cart that is being checked out: the ticket must be made out to it. */
  cartId: string;
  token: string;
}

/** Of one cart at a time. */
export const maxSocketsPerPlace = 8;
/** Of a whole room: a Durable Object has at most 32,768. */
export const maxSocketsPerRoom = 30_000;
