/** What stands around every page. */
export const shellTexts = {
  name: 'Konbini console',
  documentTitle: (page: string) => `${page} · Konbini console`,
  toShop: 'To the shop',
  signOut: 'Sign out',
  signedInAs: (name: string) => `Signed in as ${name}`,
  unnamed: 'administrator',
  loading: 'Loading…',
  notFound: { title: 'There is no such page', about: 'Choose one from the navigation.' },
  navigation: { label: 'Pages' },
  pager: { back: 'Back', forward: 'Next' },
  signIn: {
    title: 'Konbini console',
    about: 'See what goes on in the shop. On your own machine the token is printed by npm start.',
    token: "Administrators' token",
    submit: 'Sign in',
  },
  statuses: {
    placing: 'being placed',
    awaitingPayment: 'waits for buyer',
    partiallyRefunded: 'partly refunded',
    idle: 'up to date',
    ok: 'up',
  } as Partial<Record<string, string>>,
};
