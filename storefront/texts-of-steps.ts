import type { Timeline } from '../client/src/index.ts';

type Texts = Readonly<Record<Timeline['steps'][number]['status'], string>>;

/** What each step of a checkout says while it runs, when it is done, and when it has failed. */
const steps: Readonly<Record<string, Texts>> = {
  validateCart: {
    running: 'Looking at your cart',
    succeeded: 'Looked at your cart',
    failed: 'The cart could not be bought',
  },
  reserveStock: {
    running: 'Holding your things',
    succeeded: 'Held your things',
    failed: 'Not everything was there',
  },
  processPayment: {
    running: 'Asking the bank',
    succeeded: 'The bank said yes',
    failed: 'The bank said no, or nothing',
  },
  commitStock: {
    running: 'Taking your things off the shelf',
    succeeded: 'Took your things off the shelf',
    failed: 'Could not take them off the shelf',
  },
  capturePayment: {
    running: 'Taking the payment',
    succeeded: 'Took the payment',
    failed: 'Could not take the payment',
  },
  createOrder: { running: 'Confirming', succeeded: 'Confirmed the order', failed: 'Could not confirm it' },
  cancel: { running: 'Canceling', succeeded: 'You asked to cancel', failed: 'Could not cancel' },
  fulfill: { running: 'Sending', succeeded: 'Sent your things', failed: 'Could not send them' },
  refund: { running: 'A refund is asked for', succeeded: 'A refund was asked for', failed: 'No refund' },
  payRefund: {
    running: 'Giving money back',
    succeeded: 'Gave money back',
    failed: 'The bank refused to give money back',
  },
  restockItems: {
    running: 'Putting things back on the shelf',
    succeeded: 'Put things back on the shelf',
    failed: 'Could not put them back yet',
  },
  voidPayment: {
    running: 'Letting the payment go',
    succeeded: 'Let the payment go: nothing is charged',
    failed: 'Could not let the payment go yet',
  },
  refundPayment: {
    running: 'Giving the money back',
    succeeded: 'Gave the money back',
    failed: 'Could not give the money back yet',
  },
  releaseStock: {
    running: 'Letting your things go',
    succeeded: 'Let your things go, for others',
    failed: 'Could not let them go yet',
  },
  returnStock: {
    running: 'Putting your things back',
    succeeded: 'Put your things back on the shelf',
    failed: 'Could not put them back yet',
  },
  reopenCart: {
    running: 'Opening your cart again',
    succeeded: 'Opened your cart again',
    failed: 'Could not open your cart yet',
  },
};

export const stepTexts = {
  /** A step of a newer shop is called by its own name. */
  stepOf: (step: string, status: keyof Texts): string => steps[step]?.[status] ?? step,
  statuses: { running: 'under way', succeeded: 'done', failed: 'failed' } satisfies Texts,
};
