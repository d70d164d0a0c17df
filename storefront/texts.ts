import { sandboxCardTexts, sentences } from './texts-of-payment.ts';
import { stepTexts } from './texts-of-steps.ts';

const count = (units: number, one: string, many: string) => `${units} ${units === 1 ? one : many}`;

/** Everything that the storefront says, in English. Another language is another object of this type. */
export const texts = {
  shop: 'Konbini',
  titleOf: (page: string) => `${page} · Konbini`,
  skip: 'Skip to what is on this page',
  loading: 'Loading …',
  tryAgain: 'Try again',
  close: 'Close',
  navigation: 'Main',

  search: 'Search the shop',
  searchHint: 'Onigiri, tea, umbrella …',
  cartLink: (units: number) => (units === 0 ? 'Cart, empty' : `Cart, ${count(units, 'thing', 'things')}`),
  cartShort: 'Cart',
  accountLink: (customer: string | null) => customer ?? 'Sign in',
  footer: 'A demo shop: nothing is charged, and nothing is sent.',
  reference: 'API',
  console: 'Console',

  home: {
    title: 'The corner shop that is always open',
    lead: 'Fresh onigiri, cold tea, a clear umbrella when it pours. Whatever you need at this hour is on the shelf.',
    enter: 'See everything',
    night: 'Open 24 hours',
    categories: 'What are you after?',
    favourites: 'On the shelf right now',
    lastOrders: 'Your latest orders',
    allOrders: 'All your orders',
  },

  catalog: {
    titleOf: (words: string, category: string) =>
      words ? `“${words}”${category && ` in ${category}`}` : category || 'Everything in the shop',
    all: 'Everything',
    categories: 'Categories',
    found: (units: number, isMore: boolean) =>
      isMore ? `The first ${units} things` : count(units, 'thing', 'things'),
    more: 'Show more',
    none: 'Nothing like that is on the shelf.',
    noneHint: 'Try fewer or shorter words, or look at everything.',
  },

  stock: {
    plenty: 'In stock',
    few: (units: number) => `Only ${units} left`,
    none: 'Sold out',
    archived: 'No longer sold',
  },

  product: {
    back: 'All things',
    add: 'Add to cart',
    addOf: (name: string) => `Add ${name} to the cart`,
    quantity: 'Quantity',
    fewer: 'One fewer',
    more: 'One more',
    facts: 'In short',
    inCart: (units: number) => `${units} in your cart`,
    added: (units: number, name: string) => `${units} × ${name} in your cart.`,
    missing: 'There is no such thing in this shop.',
  },

  cart: {
    title: 'Your cart',
    empty: 'Your cart is empty.',
    emptyHint: 'Something warm? Something cold? It is all still there.',
    look: 'Look around',
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} is no longer in your cart.`,
    quantityOf: (name: string) => `How many of ${name}`,
    units: (units: number) => `× ${units}`,
    each: (price: string) => `${price} each`,
    dearer: (from: string, to: string) => `The price went up since you chose it: ${from} is now ${to}.`,
    cheaper: (from: string, to: string) => `Good news: it was ${from} and is now ${to}.`,
    gone: 'Sold out meanwhile. Remove it to go on.',
    short: (units: number) => `Only ${units} left now. Take fewer to go on.`,
    takeThose: (units: number) => `Take ${units}`,
    low: (units: number) => `Only ${units} left.`,
    newsOf: (name: string, news: string) => `${name}: ${news}`,
    checkingOut: 'This cart is being paid for.',
    toOrder: 'See the order',
    checkOut: 'Check out',
    live: 'Open in two windows? Both show the same.',
  },

  totals: {
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    tax: 'Tax',
    total: 'Total',
  },

  checkout: {
    title: 'Check out',
    email: 'E-mail for the receipt',
    emailHint: 'you@example.com',
    cards: 'Pay with a card of the sandbox bank',
    cardsHint: 'No real money. Each card shows another way that a payment can go.',
    acceptPrices: 'I have seen the new prices and accept them.',
    acceptFirst: 'Prices have changed since you chose. Look at them, and tick that you accept them.',
    pay: (total: string) => `Pay ${total}`,
    paying: 'Paying …',
    summary: 'What you buy',
    notBuyable: 'Something in your cart is not there any more. Change your cart first.',
    toCart: 'Back to the cart',
    waiting: 'Waiting …',
    place: (name: string, before: number, seconds: number) =>
      `Many want ${name} at once, so everybody waits a moment: ${before} before you, about ${
        seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
      }. Stay on this page, and it is bought when it is your turn.`,
    patience: 'The bank is slow. Nothing is charged twice, however long it takes.',
  },

  order: {
    title: 'Your order',
    number: (id: string) => `Order ${id}`,
    placedAt: (when: string) => `Placed ${when}`,
    statuses: {
      placing: 'Being placed',
      awaitingPayment: 'Waits for you',
      confirmed: 'Confirmed',
      fulfilled: 'On its way',
      failed: 'Not bought',
      canceled: 'Canceled',
      partiallyRefunded: 'Partly refunded',
      refunded: 'Refunded',
    },
    headlines: {
      placing: 'One moment …',
      awaitingPayment: 'Your bank asks: is it you?',
      confirmed: 'Thank you! It is yours.',
      fulfilled: 'It is on its way.',
      failed: 'This did not work out.',
      canceled: 'This order is canceled.',
      partiallyRefunded: 'You got some money back.',
      refunded: 'You got your money back.',
    },
    receipt: (email: string) => `The receipt goes to ${email}.`,
    approve: 'Yes, pay',
    refuse: 'No, it is not me',
    bank: (total: string) => `The sandbox bank wants to hear from you before it pays ${total}.`,
    timeLeft: 'Time to answer',
    heldUntil: (when: string) =>
      `Until ${when} everything in this order is held for you. Nobody else can buy it.`,
    timeIsOver: 'The time is over. The order is being undone, and nothing is charged.',
    cancel: 'Cancel this order',
    cancelSure: 'Cancel it? Everything goes back on the shelf, and all money back to you.',
    cancelYes: 'Yes, cancel it',
    cancelNo: 'Keep it',
    canceled: 'The order is canceled.',
    items: 'In this order',
    timeline: 'How it went',
    timelineHint: 'Each step as it really happened. What had to be undone is marked.',
    back: 'Back to the cart',
    shopOn: 'Shop on',
    unitsAt: (units: number, price: string) => `${units} × ${price}`,
    refunded: (amount: string) => `${amount} given back`,
    guestHint:
      'You are a guest: you can see this order until you start your next cart. Signed in, you keep it.',
  },

  timeline: {
    ...stepTexts,
    undone: 'undone',
    attempt: (tries: number) => `try ${tries}`,
    after: (ms: number) => (ms < 1_000 ? `+${ms} ms` : `+${(ms / 1_000).toFixed(1)} s`),
  },

  account: {
    title: 'Sign in',
    titleOf: (customer: string) => `Hello, ${customer}`,
    name: 'Your name',
    nameHint: 'Any name will do: this is for trying things out. Letters, digits, blanks and . @ - _',
    token: 'Your sign-in token',
    tokenHint: 'This shop’s customers sign in elsewhere, and bring a token from there.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedIn: 'You are signed in.',
    merged: 'You are signed in. What was in your cart came along.',
    signedOut: 'You are signed out.',
    why: 'Your orders stay with you, and your cart comes along.',
    orders: 'Your orders',
    noOrders: 'No orders yet.',
    more: 'Older orders',
    things: (units: number) => count(units, 'thing', 'things'),
  },

  missing: {
    title: 'There is no such page',
    hint: 'It may have moved, or the address was cut off.',
    home: 'To the first page',
  },

  cards: sandboxCardTexts,
  problems: sentences,
} as const;
