export const auditTexts = {
  title: 'Audit',
  about: 'Everything here is what its events say. Look at them, and at the state as it was.',
  kind: 'What',
  kinds: { order: 'Order', cart: 'Cart', product: 'Product' },
  id: 'Id',
  submit: 'Look it up',
  cut: (events: number) => `The first ${events} events are shown; the API has the others.`,
  slider: 'Moment',
  event: (seq: number, type: string) => `${seq} · ${type}`,
  of: (total: number) => `of ${total} ·`,
  earlier: 'Earlier',
  later: 'Later',
  onlyChanges: 'Only what this event has changed',
  state: 'State as it was then',
  changes: { added: '(new)', changed: '(changed)', removed: '(gone)' },
  noTime: 'what is stored is no time',
  facts: { at: 'When', caller: 'Who', request: 'Request', trace: 'Trace', data: 'What the event holds' },
  verify: 'Verify',
  aboutVerify: 'Replays all events, and compares with everything that is kept.',
  verification: {
    running: (processed: number, total: number) => `${processed} of ${total} events`,
    equal: (events: number) => `All is as its ${events} events say.`,
    different: (places: number) =>
      `${places} ${places === 1 ? 'place differs' : 'places differ'} from what the events say.`,
    difference: (expected: string | undefined, found: string | undefined) =>
      `expected ${expected ?? 'nothing'}, found ${found ?? 'nothing'}`,
  },
};
