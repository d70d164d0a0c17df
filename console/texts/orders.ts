import { shellTexts } from './shell.ts';

export const ordersTexts = {
  title: 'Orders',
  about: 'The newest first. Open one to see its saga.',
  empty: 'No order fits. Choose other filters, or buy something in the shop.',
  forgotten: 'forgotten buyer',
  statusOf: (status: string) => shellTexts.statuses[status] ?? status,
  filters: {
    status: 'Status',
    anyStatus: 'any',
    customer: 'Customer',
    from: 'Placed from',
    to: 'Placed before',
    submit: 'Show',
    clear: 'All orders',
  },
  columns: {
    order: 'Order',
    status: 'Status',
    buyer: 'Buyer',
    failure: 'Refused for',
    placed: 'Placed',
    total: 'Total',
  },
};

export const orderTexts = {
  title: 'Order',
  toAudit: 'Audit and time travel',
  toNotifications: 'Mails',
  saga: 'Saga of the checkout',
  failed: (detail: string) => `It failed: ${detail}`,
  everyTry: (entries: number) => `Every entry of the timeline (${entries})`,
  notReached: 'not reached',
  tries: (tries: number) => `${tries} tries`,
  try: (attempt: number) => `try ${attempt}`,
  after: (ms: number) => (ms < 10_000 ? `+${ms} ms` : `+${Math.round(ms / 1_000)} s`),
  stepStatus: (status: 'running' | 'succeeded' | 'failed', isUndo: boolean) => {
    if (status === 'running') return isUndo ? 'being undone' : 'under way';
    if (status === 'failed') return 'failed';
    return isUndo ? 'undone' : 'done';
  },
  steps: {
    validateCart: 'Freeze the cart',
    reserveStock: 'Hold stock',
    processPayment: 'Authorize payment',
    commitStock: 'Sell stock',
    capturePayment: 'Capture payment',
    createOrder: 'Confirm order',
    reopenCart: 'Reopen the cart',
    releaseStock: 'Release stock',
    voidPayment: 'Void payment',
    returnStock: 'Return stock',
    refundPayment: 'Refund payment',
    cancel: 'Cancel',
    fulfill: 'Send the goods',
    refund: 'Ask for a refund',
    payRefund: 'Pay the refund',
    restockItems: 'Restock items',
  } as Partial<Record<string, string>>,
  items: 'Items',
  total: 'Total',
  payment: {
    title: 'Payment',
    status: 'Status',
    authorized: 'Authorized',
    captured: 'Captured',
    refunded: 'Refunded',
    address: 'Goes to',
    refunds: 'Refunds',
  },
  actions: { title: 'What to do', cancel: 'Cancel the order', fulfill: 'Mark as sent' },
  refund: {
    title: 'Refund',
    what: 'What to give back',
    kinds: { rest: 'All that is left', amount: 'An amount', items: 'Some items' },
    amount: (currency: string) => `Amount in ${currency}`,
    unitsOf: (name: string, quantity: number) => `${name}, of ${quantity}`,
    restock: 'Put them back on the shelf',
    reason: 'Reason',
    submit: 'Give it back',
  },
};
