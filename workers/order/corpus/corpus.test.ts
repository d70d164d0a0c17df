import * as fc from 'fast-check';
import { describe } from 'vitest';
import { itReadsWhatWasEverWritten } from '../../../shared/test-support/corpus-laws.ts';
import { orderDefinition } from '../definition.ts';
import { anyCommands } from '../domain/test-support/any-commands.ts';
import events from './events.json' with { type: 'json' };

describe('a order', () => {
  itReadsWhatWasEverWritten({
    definition: orderDefinition,
    events,
    records: ['tickets'],
    runs: fc.sample(anyCommands, { seed: 1, numRuns: 1500 }),
  });
});
