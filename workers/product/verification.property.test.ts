import { describe } from 'vitest';
import { itVerifiesAsEqual } from '../../shared/test-support/verifies.ts';
import { productDefinition } from './actor.ts';
import { anyCommands } from './test-support/any-commands.ts';

describe('a product', () => itVerifiesAsEqual(productDefinition, anyCommands));
