/** A kind of field: the JSON texts that none of its kind may be. */
export type Kind = readonly string[];

const long = JSON.stringify('a'.repeat(10_000));
const noText = ['42', 'true', 'null', '["a"]', '{}'];
const noNumber = ['"1"', '""', 'true', 'null', '[1]', '{}'];
/** Numbers that are not a count of anything: fractions, and what a double cannot hold exactly. */
const noCount = [
  '1.5',
  '0.1',
  '1e-7',
  '9007199254740992',
  '9007199254740993',
  '1e21',
  '-1e21',
  '1e400',
  '-1e400',
];
const noObject = ['"a"', '1', 'true', 'null', '[]', '[{}]'];

/** Not well formed, or with characters that no text has. Escaped: JSON allows it. */
const foulText = ['"\\ud800"', '"a\\udfffb"', '"\\u0000"', '"a\\u001bb"', '"\\u007f"'];

export const kinds = {
  text: [...noText, ...foulText, long],
  line: [...noText, ...foulText, long, '""', '"   "', '"a\\nb"', '"a\\tb"', '"\\u2028"'],
  /** Opaque to us; one that nobody has given out is refused later. */
  token: [...noText, '""', long],
  email: [
    ...noText,
    ...foulText,
    long,
    '""',
    '"a"',
    '"a@"',
    '"@example.com"',
    '"a b@example.com"',
    '"a@b@c.d"',
  ],
  currency: [...noText, ...foulText, long, '""', '"eur"', '"EURO"', '"EU"', '"ZZZ"', '"€"'],
  country: [...noText, ...foulText, long, '""', '"jp"', '"JPN"', '"J"', '"J1"'],
  locale: [...noText, ...foulText, long, '""', '"e"', '"en_GB"', '"en,de"', '"en\\r\\nBcc: a@b.c"'],
  provider: [...noText, ...foulText, long, '""', '"paypal"', '"Sandbox"', '"toString"'],
  productId: [
    ...noText,
    ...foulText,
    long,
    '""',
    '"Tea"',
    '"-tea"',
    '".."',
    '"a/b"',
    '"a b"',
    '"thé"',
    `"${'a'.repeat(65)}"`,
  ],
  cartId: [
    ...noText,
    ...foulText,
    long,
    '""',
    '"crt_"',
    `"ord_${'0'.repeat(26)}"`,
    `"CRT_${'0'.repeat(26)}"`,
    `"crt_${'0'.repeat(27)}"`,
    `"crt_${'i'.repeat(26)}"`,
    `"crt_${'0'.repeat(26)} "`,
  ],
  amount: [...noNumber, ...noCount, '-1', '-250', '1000000001'],
  quantity: [...noNumber, ...noCount, '0', '-0', '-1', '10000'],
  /** 0 takes the line out. */
  newQuantity: [...noNumber, ...noCount, '-1', '10000'],
  delta: [...noNumber, ...noCount, '0', '-0', '1000000001', '-1000000001'],
  shards: [...noNumber, ...noCount, '0', '-0', '-1', '65'],
  boolean: ['"true"', '"false"', '""', '1', '0', 'null', '[]', '[true]', '{}'],
  /** Of somebody else's: an https URL on the public Internet. */
  webhookUrl: [
    ...noText,
    ...foulText,
    long,
    '""',
    '"a"',
    '"http://hooks.example.com/"',
    '"ftp://hooks.example.com/"',
    '"https://user:secret@hooks.example.com/"',
    '"https://hooks.example.com/#part"',
    '"https://2130706433/"',
    '"https://0x7f.1/"',
    '"https://[::ffff:10.0.0.1]/"',
    '"https://169.254.169.254/"',
    '"https://localhost/"',
    '"https://metadata.google.internal/"',
  ],
  webhookTypes: ['"order.confirmed"', '42', 'null', '{}', '[]', '["order.lost"]', '[null]'],
  object: noObject,
  record: [...noObject, '{"":"a"}', '{"a b":"c"}', '{"1":"c"}', '{"é":"c"}', `{${long}:"a"}`],
} satisfies Record<string, Kind>;
