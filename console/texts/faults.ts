const names = { product: 'Product', cart: 'Cart', order: 'Order' } as const;

const seconds = (ms: number) => `${Number((ms / 1_000).toFixed(1))} s`;

export const faultsTexts = {
  title: 'Faults',
  about: 'Break something, buy something, and watch the shop recover. On your own machine only.',
  onLaptopOnly:
    'Nothing can be made to go wrong here: this shop runs as it is deployed. Start it with npm start to try.',
  none: 'All is well.',
  made: (made: readonly string[]) => `Now ${new Intl.ListFormat('en').format(made)}.`,
  reset: 'Make all well again',
  seconds,
  share: (share: number) => `${Math.round(share * 100)}%`,
  isStopped: (name: keyof typeof names) => `${names[name]} is stopped`,
  isSlow: (time: string) => `the bank takes ${time}`,
  isBroken: 'the bank is broken',
  areLost: (share: string) => `${share} of messages are lost`,
  areRepeated: (share: string) => `${share} of messages are repeated`,
  services: {
    title: 'Services',
    stop: (name: keyof typeof names) => `Stop ${names[name]}`,
    about: {
      product: 'Prices, stock and the catalog. Carts go on with their own copies.',
      cart: 'Without it nobody fills a cart or checks out. Orders go on.',
      order: 'Checkouts and orders. Carts and the catalog go on.',
    },
  },
  payments: {
    title: 'Payments',
    delay: 'The bank takes longer',
    broken: 'Break the bank',
    about:
      'It fails at whatever it is asked. A checkout is then undone, as soon as the bank can say what it did.',
  },
  queues: {
    title: 'Messages',
    lose: 'Lose',
    repeat: 'Deliver twice',
    about: 'What is lost is asked for again after ten seconds or so; what comes twice counts once.',
  },
  tryOut: {
    title: 'What becomes of an order',
    about: 'A guest buys one unit of a product, and pays with a card that works.',
    order: 'Make an order now',
    orderByMessages: 'Make one by messages',
    waiting: 'The buyer waits…',
    attempt: (number: number) => `Order ${number}`,
    answered: (answer: string, time: string) => `The buyer was answered ${answer} after ${time}.`,
    noOrder: 'It did not come to an order, and nothing has to be undone.',
    after: (ms: number) => `seen after ${seconds(ms)}`,
    away: 'It cannot be looked at just now.',
    look: 'Look at it',
  },
};
