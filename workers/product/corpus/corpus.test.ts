import * as fc from 'fast-check';
import { describe } from 'vitest';
import { itReadsWhatWasEverWritten } from '../../../shared/test-support/corpus-laws.ts';
import { productDefinition } from '../actor.ts';
import { shardDefinition } from '../stock-shard.ts';
import { anyCommands } from '../test-support/any-commands.ts';
import { anyShardCommands, anySplitCommands } from '../test-support/any-split-commands.ts';
import entries from './entries.json' with { type: 'json' };
import events from './events.json' with { type: 'json' };
import shardEvents from './shard-events.json' with { type: 'json' };

describe('a product', () => {
  itReadsWhatWasEverWritten({
    definition: productDefinition,
    events,
    entries,
    records: ['details.attributes', 'restocked'],
    runs: [anyCommands, anySplitCommands].flatMap((any) => fc.sample(any, { seed: 1, numRuns: 300 })),
  });
});

describe('a shard of its stock', () => {
  itReadsWhatWasEverWritten({
    definition: shardDefinition,
    events: shardEvents,
    entries,
    records: ['restocked'],
    runs: fc.sample(anyShardCommands, { seed: 1, numRuns: 300 }),
  });
});
