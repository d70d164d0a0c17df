import { describe, expect, test } from 'vitest';
import { flawOfUrl, isPublicAddress } from './address.ts';

const notHttps = 'must be an https URL';
const inside = 'must lead to a public address';

describe('a URL on the public Internet', () => {
  test.each([
    'https://hooks.example.com/orders?shop=1',
    'https://hooks.example.com:8443/orders',
    'https://HOOKS.example.com./',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://bücher.example.com/',
    'https://localhost.example.com/',
    'https://10.example.com/',
  ])('%s can be told', (url) => {
    expect(flawOfUrl(url, false)).toBeUndefined();
  });
});

describe('an address of this machine or network, however it is spelled', () => {
  test.each([
    ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/'],
    ...['https://0x7f.0.0.1/', 'https://017700000001/', 'https://0177.0.0.1/', 'https://127.0.0.1./'],
    ...[
      'https://%31%32%37.0.0.1/',
      'https://１２７.0.0.1/',
      'https://127。0。0。1/',
      'https:\\\\127.0.0.1\\',
    ],
    ...['https://0/', 'https://0.0.0.0/', 'https://10.0.0.1/', 'https://167772161/', 'https://0xa000001/'],
    ...['https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1/', 'https://3232235777/'],
    // Where clouds keep their metadata.
    ...[
      'https://169.254.169.254/',
      'https://2852039166/',
      'https://0xa9fea9fe/',
      'https://0251.0376.0251.0376/',
    ],
    ...['https://100.100.100.200/', 'https://192.0.0.192/', 'https://[fd00:ec2::254]/'],
    ...['https://255.255.255.255/', 'https://224.0.0.1/', 'https://240.0.0.1/', 'https://198.18.0.1/'],
    ...['https://[::]/', 'https://[::1]/', 'https://[0:0:0:0:0:0:0:1]/', 'https://[fe80::1]/'],
    ...['https://[fc00::1]/', 'https://[fd12:3456::1]/', 'https://[fec0::1]/', 'https://[ff02::1]/'],
    // IPv4 in the clothes of IPv6: mapped, compatible, NAT64, 6to4, Teredo.
    ...['https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[::ffff:169.254.169.254]/'],
    ...['https://[::127.0.0.1]/', 'https://[::7f00:1]/', 'https://[64:ff9b::10.0.0.1]/'],
    ...['https://[64:ff9b:1::a00:1]/', 'https://[2002:7f00:1::]/', 'https://[2001::1]/'],
    ...['https://localhost/', 'https://LOCALHOST/', 'https://localhost./', 'https://a.localhost/'],
    ...['https://%6cocalhost/', 'https://ⓛocalhost/', 'https://printer.local/', 'https://nas.home.arpa/'],
    ...[
      'https://metadata.google.internal/',
      'https://db.internal./',
      'https://intranet/',
      'https://x.onion/',
    ],
  ])('%s is refused', (url) => {
    expect(flawOfUrl(url, false)).toBe(inside);
  });
});

describe('what is no https URL', () => {
  test.each(['http://hooks.example.com/', 'ftp://hooks.example.com/', 'file:///etc/passwd', 'data:,x'])(
    '%s is refused',
    (url) => {
      expect(flawOfUrl(url, false)).toBe(notHttps);
    },
  );

  test.each([
    '',
    'hooks.example.com',
    '/orders',
    'https://',
    'https://999.1.1.1/',
    'https://[::1',
    'https://a b/',
  ])('%j is refused, also locally', (url) => {
    expect(flawOfUrl(url, false)).toBe(notHttps);
    expect(flawOfUrl(url, true)).toBe(notHttps);
  });
});

test.each([
  ['https://user@hooks.example.com/', 'must not contain credentials'],
  ['https://user:secret@hooks.example.com/', 'must not contain credentials'],
  ['https://:secret@hooks.example.com/', 'must not contain credentials'],
  ['https://hooks.example.com/#part', 'must not have a fragment'],
  ['https://hooks.example.com/#', 'must not have a fragment'],
])('%s is refused, also locally', (url, flaw) => {
  expect(flawOfUrl(url, false)).toBe(flaw);
  expect(flawOfUrl(url, true)).toBe(flaw);
});

test.each(['http://localhost:8080/', 'http://127.0.0.1/', 'https://192.168.1.1/', 'http://[::1]:3000/'])(
  '%s will do on a laptop',
  (url) => {
    expect(flawOfUrl(url, true)).toBeUndefined();
  },
);

describe('an address that a name leads to', () => {
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each(['10.1.2.3', '127.0.0.1', '::1', '::ffff:8.8.8.8', '4000::1', 'hooks.example.com', ''])(
    '%j is not',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});
