import { beforeEach, describe, expect, it } from 'vitest';
import { accept } from '../result.ts';
import { Actor } from './actor.ts';
import type { ActorDefinition } from './definition.ts';
import { NodePlatform, NodeStorage } from './node-platform.ts';
import { migrateActor } from './schema.ts';
import { verified } from './test-support/verified.ts';
import { Verification } from './verification.ts';

/** A guest book: who signs in it may be forgotten, and how many there were is not. */
type Book = { signed: number; last: string | null };
type BookEvent =
  | { type: 'Signed'; at: number; page: number; name: string | null; town: string | null }
  | { type: 'Forgotten'; at: number };
type BookDefinition = ActorDefinition<Book, BookEvent, BookEvent, never>;

/** Version 1 had the names in the log itself. */
const first: BookDefinition = {
  decider: {
    initialState: { signed: 0, last: null },
    decide: (_, event) => accept([event]),
    evolve: (book, event) =>
      event.type === 'Signed'
        ? { signed: book.signed + 1, last: event.name }
        : { signed: book.signed, last: null },
  },
  eventVersions: { Signed: 1, Forgotten: 1 },
  stateVersion: 1,
};
const today: BookDefinition = {
  ...first,
  eventVersions: { Signed: 2, Forgotten: 1 },
  upcasters: { Signed: { 1: (data) => data } },
  personal: {
    fields: { Signed: ['name', 'town'] },
    forgottenBy: 'Forgotten',
    redactAnswer: (answer) => ({ ...(answer as object), value: 'somebody' }),
  },
};

const cause = { caller: 'guest', request: '', trace: '' };
const signed = { type: 'Signed', at: 1, page: 7, name: 'Hana', town: 'Tokyo' } as const;
const nameless = { ...signed, name: null, town: null };

let storage: NodeStorage;
let book: Actor<Book, BookEvent, BookEvent, never>;
beforeEach(() => {
  storage = new NodeStorage();
  open(today);
});

function platform(): NodePlatform {
  return new NodePlatform(storage, () => 1);
}

function open(definition: BookDefinition): void {
  book = new Actor(platform(), definition);
}

function sign(key?: string) {
  const repeat = key === undefined ? undefined : { key, fingerprint: '' };
  return book.handle({ command: signed, cause, repeat }, () => book.state.last);
}

function forget() {
  return book.handleOwn({ type: 'Forgotten', at: 2 });
}

function events(): BookEvent[] {
  return book.events(0, 1_000).map(({ event }) => event);
}

function rows(query: string): unknown[] {
  return storage.exec(query).toArray();
}

/** Everything that the actor has written down, as one text. */
function dump(): string {
  const tables = storage.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  return JSON.stringify(tables.toArray().map(({ name }) => rows(`SELECT * FROM ${name}`)));
}

describe('personal data', () => {
  it('never stands in the log', () => {
    sign();
    expect(rows('SELECT data FROM event')).toEqual([{ data: '{"page":7}' }]);
    expect(events()).toEqual([signed]);
  });

  it('costs a row where there is any', () => {
    sign();
    forget();
    sign();
    expect(rows('SELECT seq FROM personal')).toEqual([{ seq: 3 }]);
  });

  it('is gone with the commit that forgets it, from the log, the state and the answers', () => {
    sign('k1');
    forget();
    expect(dump()).not.toMatch(/Hana|Tokyo/);
    expect(events()).toEqual([nameless, { type: 'Forgotten', at: 2 }]);
    expect(sign('k1')).toEqual({ ok: true, value: 'somebody', replayed: true });
  });

  it('leaves a state that is what its events say, also after a restart', () => {
    sign();
    forget();
    const replayed = events().reduce(today.decider.evolve, today.decider.initialState);
    expect(replayed).toEqual(book.state);
    open(today);
    expect(book.state).toEqual({ signed: 1, last: null });
  });

  it('is gone with the snapshot too, and snapshots go on', () => {
    for (let n = 0; n < 101; n++) sign();
    expect(rows('SELECT data FROM snapshot')).toEqual([{ data: '{"signed":100,"last":"Hana"}' }]);
    forget();
    expect(rows('SELECT * FROM snapshot')).toEqual([]);
    open(today);
    expect(book.state).toEqual({ signed: 101, last: null });
    sign();
    expect(rows('SELECT seq FROM snapshot')).toEqual([{ seq: 102 }]);
  });

  it('is gone with what a verification has replayed, and the next one finds no difference', () => {
    sign();
    const live = () => book;
    new Verification(platform(), today, live).begin();
    new Verification(platform(), today, live).step();
    expect(dump()).toContain('Hana');
    forget();
    expect(dump()).not.toContain('Hana');
    expect(verified(platform(), today, live).differences).toEqual([]);
  });

  it('that was forgotten is not what came after it', () => {
    sign();
    forget();
    sign();
    expect(events()).toEqual([nameless, { type: 'Forgotten', at: 2 }, signed]);
  });

  it('stays where forgetting fails', () => {
    sign('k1');
    storage.exec("CREATE TRIGGER jam BEFORE UPDATE ON repeat BEGIN SELECT RAISE(ABORT, 'jam'); END;");
    expect(forget).toThrow('jam');
    expect(events()).toEqual([signed]);
    expect(book.state.last).toBe('Hana');
  });
});

describe('personal data that was written before it was kept beside the log', () => {
  beforeEach(() => {
    open(first);
    sign();
    open(today);
  });

  it('is read as it stands', () => {
    expect(events()).toEqual([signed]);
    expect(rows('SELECT * FROM personal')).toEqual([]);
  });

  it('is taken out of the log when it is forgotten', () => {
    forget();
    expect(rows('SELECT version, data FROM event WHERE seq = 1')).toEqual([
      { version: 1, data: '{"page":7}' },
    ]);
    expect(events()).toEqual([nameless, { type: 'Forgotten', at: 2 }]);
  });
});

it('nothing else in the log is ever changed', () => {
  sign();
  const changed = "CREATE TRIGGER jam BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'changed'); END;";
  storage.exec(changed);
  expect(forget().ok).toBe(true);
});

it('an actor of the version before gets its table on waking', () => {
  storage = new NodeStorage();
  migrateActor(new NodePlatform(storage, () => 0));
  storage.exec('DROP TABLE personal; ALTER TABLE event DROP COLUMN digest; DELETE FROM migration;');
  storage.exec('INSERT INTO migration VALUES (2)');
  open(today);
  sign();
  expect(events()).toEqual([signed]);
});
