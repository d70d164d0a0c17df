import * as z from 'zod';
import { cartIdSchema } from '../ids.ts';

/** Exactly one of them. */
export const signInBodySchema = z
  .strictObject({
    customerToken: z.string().min(1).max(8_192).exactOptional().meta({ description: "A customer's JWT." }),
    localCustomer: z
      .string()
      .regex(/^[\w .@-]{1,64}$/)
      .exactOptional()
      .meta({ description: 'A name to try the shop with, where `localSignIn` says that this is possible.' }),
    adminToken: z.string().min(1).max(255).exactOptional().meta({ description: "An administrator's token." }),
  })
  .refine((body) => Object.keys(body).length === 1, { error: 'must have exactly one field' })
  .meta({ id: 'SignIn', examples: [{ localCustomer: 'hana' }] });

export const sessionSchema = z
  .object({
    customer: z.string().nullable().meta({ description: 'Who is signed in to the storefront.' }),
    administrator: z
      .object({ name: z.string().nullable(), scopes: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Who is signed in to the console.' }),
    cart: cartIdSchema.nullable().meta({ description: "The guest's cart." }),
    localSignIn: z.boolean().meta({ description: 'Whether anybody may sign in by a name, as on a laptop.' }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;
