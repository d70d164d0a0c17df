import type { ActorDefinition } from '../../shared/actor/definition.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { Rejection } from '../../shared/contracts/rejections.ts';
import { accept, type Result } from '../../shared/result.ts';
import type { OrderCommand } from './domain/commands.ts';
import { decide } from './domain/decide.ts';
import type { OrderEvent } from './domain/events.ts';
import { due, evolve, initialOrder, type Order } from './domain/order.ts';

/** What makes an actor an order. */
export const orderDefinition: ActorDefinition<Order, OrderCommand, OrderEvent, Rejection> = {
  decider: { initialState: initialOrder, decide, evolve },
  eventVersions: {
    CheckoutPlaced: 2,
    OrderClosed: 1,
    CartValidated: 1,
    StockReserved: 1,
    PaymentOpened: 1,
    PaymentActionRequired: 1,
    PaymentAuthorized: 1,
    StockSold: 1,
    PaymentCaptured: 1,
    OrderConfirmed: 1,
    StepFailed: 1,
    SagaResumed: 1,
    CheckoutFailed: 1,
    CancelRequested: 1,
    PaymentVoided: 1,
    PaymentRefunded: 1,
    StockReleased: 1,
    StockReturned: 1,
    CartReopened: 1,
    OrderFailed: 1,
    OrderCanceled: 1,
    OrderFulfilled: 1,
    RefundRequested: 1,
    RefundPaid: 1,
    RefundRefused: 1,
    ItemsRestocked: 1,
    PersonalDataForgotten: 1,
  },
  upcasters: {
    // Version 1 had its personal fields in the log itself. There they are read, as long as they are not forgotten.
    CheckoutPlaced: { 1: (data) => data },
  },
  personal: {
    fields: { CheckoutPlaced: ['email', 'shippingAddress'] },
    forgottenBy: 'PersonalDataForgotten',
    redactAnswer: (answer) => withoutPerson(answer as Result<OrderView, Rejection>),
  },
  stateVersion: 3,
  due,
  isTransient: ({ type }) => type === 'CheckoutInProgress' || type === 'ServiceUnavailable',
  isPublic: ({ type }) => publicEvents.has(type),
};

/** The rest of an order's events are steps on the way to one of these. */
const publicEvents = new Set<OrderEvent['type']>([
  'CheckoutPlaced',
  'PaymentActionRequired',
  'OrderConfirmed',
  'OrderFailed',
  'OrderCanceled',
  'OrderFulfilled',
  'RefundRequested',
  'RefundPaid',
  'RefundRefused',
  'PersonalDataForgotten',
]);

/** Every answer that an order remembers is one of these. */
function withoutPerson(answer: Result<OrderView, Rejection>): Result<OrderView, Rejection> {
  if (!answer.ok) return answer;
  const { shippingAddress: _, ...view } = answer.value;
  return accept({ ...view, email: null });
}
