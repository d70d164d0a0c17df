import * as z from 'zod';

export const forgetBodySchema = z.strictObject({}).meta({ id: 'ForgetBody' });

/** How far the forgetting of a customer has come. */
export const forgottenCustomerSchema = z
  .object({
    customerId: z.string(),
    orders: z
      .int()
      .min(0)
      .meta({ description: 'That the customer has placed until now, as far as the list knows.' }),
    forgotten: z
      .int()
      .min(0)
      .meta({ description: 'Of these, those that nobody can tell the customer of any more.' }),
    pending: z
      .int()
      .min(0)
      .meta({
        description:
          'Of these, those still to be forgotten. It happens by itself, as soon as nobody needs e-mail and address: ' +
          'when a checkout has ended, and when goods were sent or all money is back.',
      }),
  })
  .meta({ id: 'ForgottenCustomer' });
export type ForgottenCustomer = z.infer<typeof forgottenCustomerSchema>;
