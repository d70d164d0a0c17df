import { describe } from 'vitest';
import { itVerifiesAsEqual } from '../../shared/test-support/verifies.ts';
import { cartDefinition } from './actor.ts';
import { anyCommands } from './test-support/any-commands.ts';

describe('a cart', () => itVerifiesAsEqual(cartDefinition, anyCommands));
