import {
  notificationListQuerySchema,
  notificationListSchema,
  wholeNotificationSchema,
} from '../../../shared/contracts/notification.ts';
import { sandboxPaymentSchema, sandboxTotalsSchema } from '../../../shared/contracts/sandbox.ts';
import { notificationIdSchema, orderIdSchema } from '../../../shared/ids.ts';
import { read } from '../handling.ts';
import { route } from '../route.ts';
import { audit } from './audit.ts';
import { customers } from './customers.ts';
import { deadLetters } from './dead-letters.ts';
import { readModels } from './read-models.ts';
import { transfer } from './transfer.ts';

export const administration = [
  ...audit,
  ...customers,
  route({
    method: 'GET',
    path: '/v1/admin/notifications',
    access: 'admin',
    scope: 'orders',
    handling: read,
    service: 'order',
    id: 'listNotifications',
    summary: 'What was sent to whom, by which channel',
    params: {},
    query: notificationListQuerySchema,
    body: null,
    headers: [],
    answers: { 200: { description: 'A page.', body: notificationListSchema, headers: [] } },
    problems: [],
  }),
  route({
    method: 'GET',
    path: '/v1/admin/notifications/:id',
    access: 'admin',
    scope: 'orders',
    handling: read,
    service: 'order',
    id: 'getNotification',
    summary: 'What was sent, as text and as HTML',
    params: { id: notificationIdSchema },
    query: null,
    body: null,
    headers: [],
    answers: {
      200: { description: 'The notification.', body: wholeNotificationSchema, headers: [] },
    },
    problems: ['notification-not-found'],
  }),
  ...deadLetters,
  ...transfer,
  ...readModels,
  route({
    method: 'GET',
    path: '/v1/admin/sandbox/payments',
    access: 'admin',
    scope: 'orders',
    handling: read,
    service: 'order',
    id: 'getSandboxTotals',
    summary: 'What the sandbox bank has taken and given back, by currency',
    params: {},
    query: null,
    body: null,
    headers: [],
    answers: { 200: { description: 'The totals.', body: sandboxTotalsSchema, headers: [] } },
    problems: [],
  }),
  route({
    method: 'GET',
    path: '/v1/admin/sandbox/payments/:orderId',
    access: 'admin',
    scope: 'orders',
    handling: read,
    service: 'order',
    id: 'getSandboxPayment',
    summary: 'What the sandbox bank has in its books for an order',
    params: { orderId: orderIdSchema },
    query: null,
    body: null,
    headers: [],
    answers: { 200: { description: 'The payment.', body: sandboxPaymentSchema, headers: [] } },
    problems: ['payment-not-found'],
  }),
];
