import type { Language } from './language.ts';

export const english: Language = {
  mails: {
    'order.confirmed': {
      subject: (shop) => `Your order at ${shop} is confirmed`,
      heading: 'Your order is confirmed',
      introduction: 'Thank you! We have received your order and your payment.',
      sum: 'Paid',
    },
    'order.canceled': {
      subject: (shop) => `Your order at ${shop} is canceled`,
      heading: 'Your order is canceled',
      introduction: 'Everything that you have paid for it is on its way back to you.',
      sum: 'Refunded',
    },
    'order.fulfilled': {
      subject: (shop) => `Your order at ${shop} is on its way`,
      heading: 'Your order is on its way',
      introduction: 'We have handed it over for delivery.',
    },
    'order.refunded': {
      subject: (shop) => `Your refund from ${shop}`,
      heading: 'We have refunded you',
      introduction: 'It may take your bank some days to show the money.',
      sum: 'Refunded',
    },
  },
  labels: {
    order: 'Order',
    date: 'Date',
    item: 'Item',
    quantity: 'Quantity',
    amount: 'Amount',
    shipsTo: 'Delivery address',
    view: 'View your order',
  },
};
