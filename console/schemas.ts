import type { components, operations } from '../client/src/index.ts';

type Schemas = components['schemas'];

/* What the API answers, by names of one word. */
export type Session = Schemas['Session'];
export type Money = Schemas['Money'];
export type Order = Schemas['Order'];
export type Step = Schemas['TimelineStep'];
export type Product = Schemas['Product'];
export type ProductBody = Schemas['ProductBody'];
export type ImportResult = Schemas['ImportResult'];
export type Stock = Schemas['Stock'];
export type Health = Schemas['Health'];
export type DayTotals = Schemas['DayTotals'];
export type AuditedEvent = Schemas['AuditedEvent'];
export type AuditPage = Schemas['AuditPage'];
export type Verification = Schemas['VerificationResult'] | Schemas['VerificationProgress'];
export type Notification = Schemas['Notification'];
export type Webhook = Schemas['Webhook'];
export type Delivery = Schemas['Delivery'];
export type DeadLetter = Schemas['DeadLetter'];
export type Rebuild = Schemas['Rebuild'];
export type RefundBody = Schemas['RefundBody'];
export type OrderQuery = NonNullable<operations['listOrders']['parameters']['query']>;
