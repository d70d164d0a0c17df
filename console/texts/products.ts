export const productsTexts = {
  title: 'Products',
  about: 'What is on the shelf, and what it costs.',
  empty: 'Nothing fits these words. Try others.',
  create: 'New product',
  exists: 'There is a product with this id already. Choose another id, or edit that one.',
  export: 'Export all',
  toAudit: 'Audit and time travel',
  details: 'Details',
  save: 'Save',
  saved: 'Saved.',
  filters: {
    words: 'Search',
    status: 'Status',
    active: 'on sale',
    archived: 'archived',
    submit: 'Show',
  },
  columns: { product: 'Product', id: 'Id', available: 'Available', price: 'Price' },
  fields: {
    id: 'Id (small letters, digits, hyphens)',
    name: 'Name',
    price: 'Price',
    currency: 'Currency',
    description: 'Description',
    image: 'Picture (path or https address)',
    attributes: 'Attributes, a line each',
    attributesExample: 'category: drinks',
  },
  archive: {
    title: 'Take it off the shelf',
    about:
      'An archived product is not sold any more, and stays in old orders. Saving its details brings it back.',
    submit: 'Archive',
  },
};

export const stockTexts = {
  title: 'Stock',
  bar: 'How much of the shelf is free',
  available: 'Available',
  held: 'Held by checkouts',
  onHand: 'On the shelf',
  sold: 'Sold',
  delta: 'Units in (or −out)',
  reason: 'Reason',
  submit: 'Adjust stock',
  adjusted: (delta: number) => (delta > 0 ? `${delta} came in.` : `${-delta} went out.`),
};

export const importTexts = {
  title: 'Import',
  about: 'Drop a file with a product in each line (NDJSON). The same file again changes nothing.',
  choose: 'or choose a file',
  progress: 'Lines imported',
  underWay: (file: string, done: number, total: number) => `${file}: ${done} of ${total} lines`,
  finished: (file: string, counts: { created: number; updated: number; unchanged: number; failed: number }) =>
    `${file}: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.failed} failed.`,
  failure: (line: number, id: string, detail: string) => `Line ${line}${id && ` (${id})`}: ${detail}`,
};
