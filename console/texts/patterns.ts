import type { WireEntry } from '../../shared/contracts/faults.ts';

const places = {
  gateway: 'Gateway',
  cart: 'Cart',
  product: 'Product',
  order: 'Order',
  queues: 'Queues',
  bank: 'Bank',
} as const;

export const patternsTexts = {
  title: 'Patterns',
  about: 'Buy something, and see what the services say to each other, slowed down.',
  picture: 'A checkout, message by message',
  onLaptopOnly:
    'Nobody overhears the services here: this shop runs as it is deployed. Start it with npm start to see them talk.',
  buy: 'Buy something',
  buyByMessages: 'Buy by messages',
  listening: 'Listening…',
  back: 'Back',
  forward: 'Next',
  play: 'Play',
  pause: 'Pause',
  step: (at: number, steps: number) => `${Math.max(at, 0)} of ${steps}`,
  list: 'What was said, in its order',
  places,
  after: (ms: number) => `${ms} ms`,
  kinds: { call: 'call', message: 'message', reply: 'reply', event: 'event' },
  hop: ({ from, to, kind, ms, outcome }: WireEntry) => {
    const way = `${places[from]} → ${places[to]}`;
    return kind === 'call' ? `${way}: ${outcome ?? 'no answer yet'}, ${ms ?? '…'} ms` : `${way}: ${outcome}`;
  },
  ran: (wiring: string, isByMessages: boolean, answer: string, hops: number) =>
    `In the wiring ${wiring}, with the steps as ${isByMessages ? 'messages' : 'calls'}: ${hops} calls and messages; the buyer was answered ${answer}.`,
  sixTitle: 'The six patterns',
  show: (pattern: string) => `Show in the picture: ${pattern}`,
  showHere: 'Show in the picture',
  six: {
    calls: {
      title: 'Direct calls',
      about:
        'Order asks Cart for its items and Product to reserve them, and knows the answer at once. Who asks is down with who is asked.',
    },
    events: {
      title: 'Events',
      about:
        'What has happened is told over queues, and nobody waits for it. What gets lost is asked for later, what comes twice counts once.',
    },
    gateway: {
      title: 'API gateway',
      about:
        'One public worker finds out who is calling and whether they may, and hands the request on. The services believe it, because nobody else can reach them.',
    },
    copies: {
      title: 'Database per service, local copies',
      about:
        'Each service has storage of its own; Cart keeps a copy of each product that it holds, and events keep it fresh. So carts go on while Product is away.',
    },
    sourcing: {
      title: 'CQRS and event sourcing',
      about:
        'Orders and products append what has happened, and are what their events add up to. Lists and the catalog are built from what they tell, and can be built anew.',
    },
    saga: {
      title: 'Saga',
      about:
        'A checkout goes from the cart over stock and payment to the order, each step written down first. Where one fails, those before it are undone in reverse.',
    },
  },
};
