import { expect, test } from 'vitest';
import { addressesIn } from './resolver.ts';

/** As Cloudflare's resolver answers for a name behind an alias. */
const answer = {
  Status: 0,
  TC: false,
  Question: [{ name: 'hooks.example.com', type: 1 }],
  Answer: [
    { name: 'hooks.example.com', type: 5, TTL: 300, data: 'edge.example.net.' },
    { name: 'edge.example.net', type: 1, TTL: 60, data: '192.0.2.7' },
    { name: 'edge.example.net', type: 1, TTL: 60, data: '192.0.2.8' },
  ],
};

test('the addresses of an answer are those behind the aliases', () => {
  expect(addressesIn(answer, 'A')).toEqual(['192.0.2.7', '192.0.2.8']);
});

test('a name may have no address of one kind', () => {
  expect(addressesIn({ Status: 0 }, 'AAAA')).toEqual([]);
  expect(addressesIn(answer, 'AAAA')).toEqual([]);
});

test.each([
  ['a name that is not there', { Status: 3 }],
  ['a resolver that fails', { Status: 2 }],
  ['what is no answer', { error: 'Invalid query name' }],
  ['a record without data', { Status: 0, Answer: [{ type: 1 }] }],
])('%s throws: nobody knows where it leads', (_, body) => {
  expect(() => addressesIn(body, 'A')).toThrow();
});
