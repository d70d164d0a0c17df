import type { Language } from './language.ts';

export const german: Language = {
  mails: {
    'order.confirmed': {
      subject: (shop) => `Ihre Bestellung bei ${shop} ist bestätigt`,
      heading: 'Ihre Bestellung ist bestätigt',
      introduction: 'Vielen Dank! Ihre Bestellung und Ihre Zahlung sind bei uns eingegangen.',
      sum: 'Bezahlt',
    },
    'order.canceled': {
      subject: (shop) => `Ihre Bestellung bei ${shop} ist storniert`,
      heading: 'Ihre Bestellung ist storniert',
      introduction: 'Was Sie dafür bezahlt haben, ist auf dem Weg zurück zu Ihnen.',
      sum: 'Erstattet',
    },
    'order.fulfilled': {
      subject: (shop) => `Ihre Bestellung bei ${shop} ist unterwegs`,
      heading: 'Ihre Bestellung ist unterwegs',
      introduction: 'Wir haben sie zur Zustellung übergeben.',
    },
    'order.refunded': {
      subject: (shop) => `Ihre Erstattung von ${shop}`,
      heading: 'Wir haben Ihnen Geld erstattet',
      introduction: 'Bis Ihre Bank es anzeigt, können einige Tage vergehen.',
      sum: 'Erstattet',
    },
  },
  labels: {
    order: 'Bestellung',
    date: 'Datum',
    item: 'Artikel',
    quantity: 'Menge',
    amount: 'Betrag',
    shipsTo: 'Lieferadresse',
    view: 'Bestellung ansehen',
  },
};
