import { expect, test } from 'vitest';
import { noFaults } from '../../shared/contracts/no-faults.ts';
import { faultsMade } from './faults-made.ts';

test('nothing is said to go wrong where nothing does', () => {
  expect(faultsMade(noFaults)).toEqual([]);
});

test('everything that goes wrong is said', () => {
  const services = { ...noFaults.services, cart: { stopped: true } };
  const payments = { delayMs: 2_500, broken: true };
  expect(faultsMade({ services, payments, queues: { lose: 0.05, repeat: 1 } })).toEqual([
    'Cart is stopped',
    'the bank takes 2.5 s',
    'the bank is broken',
    '5% of messages are lost',
    '100% of messages are repeated',
  ]);
});
