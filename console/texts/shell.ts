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
  signIn: {
    title: 'Konbini console',
    about: 'See what goes on in the shop. On your own machine the token is printed by npm start.',
    token: "Administrators' token",
    submit: 'Sign in',
  },
};
