export const notificationsTexts = {
  title: 'Notifications',
  about: 'What was said to buyers. Without a mail service it is kept here, and nobody has got it.',
  empty: 'Nothing was said yet. A mail comes with each confirmed order.',
  all: 'All notifications',
  one: 'Notification',
  columns: { subject: 'Subject', to: 'To', status: 'Status', at: 'When' },
  toOrder: 'to the order',
  text: 'Text',
  html: 'HTML, as source',
  gone: 'It is not there any more.',
};

interface LastAttempt {
  status: number | null;
  detail: string;
}

export const webhooksTexts = {
  title: 'Webhooks',
  about: 'Who is told what becomes of orders.',
  empty: 'Nobody is told yet. Add an endpoint below.',
  everything: 'everything',
  one: 'Webhook',
  enable: 'Enable',
  remove: 'Remove',
  deliveries: 'Deliveries',
  noDeliveries: 'Nothing was sent to it yet.',
  redeliver: 'Deliver again',
  redeliverOne: (n: number) => `Deliver again: ${n}`,
  answer: (attempt: LastAttempt | null) =>
    attempt ? `${attempt.status ?? 'no answer'} ${attempt.detail}` : '–',
  columns: {
    url: 'Endpoint',
    about: 'What it is',
    events: 'Hears of',
    status: 'Status',
    type: 'Event',
    attempts: 'Attempts',
    answer: 'Last answer',
    at: 'When',
    action: 'Again',
  },
  form: {
    title: 'New endpoint',
    url: 'Address (https)',
    description: 'What it is',
    submit: 'Add endpoint',
    secret: 'It is added. Its secret, shown this once:',
  },
};

export const deadLettersTexts = {
  title: 'Dead letters',
  about: 'Messages that could not be handled. Mend what was wrong, then try them once more.',
  empty: 'None. Every message was handled.',
  redrive: 'Try again',
  redriveOne: (id: string) => `Try again: ${id}`,
  redriveAll: 'Try all again',
  redriven: (redriven: number, remaining: number) =>
    `${redriven} went back to their queues, ${remaining} still wait.`,
  tries: (tries: number) => (tries === 1 ? 'tried once' : `tried ${tries} times`),
  message: 'The message',
};

export const readModelsTexts = {
  title: 'Read models',
  about: 'Lists that are made from what actors tell. Building one anew disturbs nobody.',
  names: { catalog: 'Catalog', orders: 'List of orders' },
  rebuild: 'Rebuild',
  rebuildOne: (name: string) => `Rebuild: ${name}`,
  progress: 'How far the rebuild is',
  done: (processed: number, total: number) => (total === 0 ? '' : `${processed} of ${total} asked`),
  finished: 'Last finished',
};
