import * as fc from 'fast-check';
import { describe } from 'vitest';
import { itReadsWhatWasEverWritten } from '../../../shared/test-support/corpus-laws.ts';
import { productDefinition } from '../actor.ts';
import { anyCommands } from '../test-support/any-commands.ts';
import entries from './entries.json' with { type: 'json' };
import events from './events.json' with { type: 'json' };

describe('a product', () => {
  itReadsWhatWasEverWritten({
    definition: productDefinition,
    events,
    entries,
    records: ['details.attributes', 'restocked'],
    runs: fc.sample(anyCommands, { seed: 1, numRuns: 300 }),
  });
});
