import * as z from 'zod';
import { currencySchema } from '../money.ts';

const minorUnits = z.int().min(0).meta({ description: 'In minor units of `currency`.' });

/** What the sandbox bank has in its books for an order. */
export const sandboxPaymentSchema = z
  .object({
    status: z.enum(['requiresAction', 'authorized', 'captured', 'declined', 'voided', 'refunded']),
    currency: z.string().meta({ description: 'Empty for a payment that was undone before it came.' }),
    amountMinor: minorUnits,
    capturedMinor: minorUnits,
    refundedMinor: minorUnits,
    declineReason: z.string().exactOptional(),
  })
  .meta({ id: 'SandboxPayment' });
export type SandboxPayment = z.infer<typeof sandboxPaymentSchema>;

/** What all payments of a bank come to, in minor units, by currency. */
const bankTotalsSchema = z
  .object({
    currency: currencySchema,
    payments: z.int().min(1),
    authorizedMinor: minorUnits,
    capturedMinor: minorUnits,
    refundedMinor: minorUnits,
  })
  .meta({ id: 'SandboxTotals' });
export type BankTotals = z.infer<typeof bankTotalsSchema>;

export const sandboxTotalsSchema = z
  .object({ items: z.array(bankTotalsSchema) })
  .meta({ id: 'SandboxTotalsList' });
