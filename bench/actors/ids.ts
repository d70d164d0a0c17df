import { idFrom } from '../../shared/ids.ts';
import { Dice } from '../../shared/test-support/dice.ts';

/**
 * The id of the order with this number. Like a real one, it has nothing of an order in it: what it names stands
 * anywhere among the others, and never behind the last.
 */
export function orderIdOf(number: number): string {
  return idFrom('ord', bytesOf(number));
}

export function cartIdOf(number: number): string {
  return idFrom('crt', bytesOf(number));
}

function bytesOf(number: number): Uint8Array {
  const dice = new Dice(number);
  return Uint8Array.from({ length: 26 }, () => dice.roll(256));
}
