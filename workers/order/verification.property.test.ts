import { describe } from 'vitest';
import { itVerifiesAsEqual } from '../../shared/test-support/verifies.ts';
import { orderDefinition } from './definition.ts';
import { anyCommands } from './domain/test-support/any-commands.ts';

describe('an order', () => itVerifiesAsEqual(orderDefinition, anyCommands));
