import { createHash } from 'node:crypto';
import type { DomainEvent } from '../actor/decider.ts';
import type { ActorDefinition } from '../actor/definition.ts';
import { EventLog } from '../actor/event-log.ts';
import { NodePlatform, NodeStorage } from '../actor/node-platform.ts';
import { migrateActor } from '../actor/schema.ts';
import { shapeOf } from './shape.ts';

/** An event as it stands in the log; what can be forgotten, as it stands beside it. */
export interface EventSample {
  type: string;
  version: number;
  at: number;
  data: object;
  personal?: object;
}

export interface EventCorpus {
  samples: EventSample[];
  /** By `Type version`, for those that are not written any more: a digest of their samples. */
  sealed: Record<string, string>;
}

type Definition<Event extends DomainEvent> = Pick<
  // biome-ignore lint/suspicious/noExplicitAny: what is not about events does not matter here
  ActorDefinition<any, any, Event, any, any>,
  'eventVersions' | 'upcasters' | 'personal'
>;

/** Events as they stand in the log, written and read by the real one. */
export class CorpusLog<Event extends DomainEvent> {
  readonly #storage = new NodeStorage();
  readonly #log: EventLog<Event>;
  #seq = 0;

  constructor({ eventVersions, upcasters, personal }: Definition<Event>) {
    migrateActor(new NodePlatform(this.#storage, () => 0));
    this.#log = new EventLog(this.#storage, eventVersions, upcasters, personal?.fields);
  }

  write(event: Event): EventSample {
    this.#log.append(++this.#seq, event, { caller: '', request: '', trace: '' });
    return this.#last();
  }

  read({ type, version, at, data, personal }: EventSample): Event {
    const seq = ++this.#seq;
    this.#storage.exec(
      "INSERT INTO event (seq, type, version, at, caller, request, trace, data) VALUES (?, ?, ?, ?, '', '', '', ?)",
      ...[seq, type, version, at, JSON.stringify(data)],
    );
    if (personal) {
      this.#storage.exec('INSERT INTO personal (seq, data) VALUES (?, ?)', seq, JSON.stringify(personal));
    }
    const [recorded] = this.#log.read(seq - 1, 1);
    if (!recorded) throw new Error(`the log has no event ${seq}`);
    return recorded.event;
  }

  #last(): EventSample {
    const query = `SELECT type, version, at, event.data AS data, personal.data AS personal
      FROM event LEFT JOIN personal USING (seq) WHERE event.seq = ?`;
    const [row] = this.#storage.exec<Record<string, string>>(query, this.#seq).toArray();
    const { type = '', version, at, data = '', personal } = row ?? {};
    const sample = { type, version: Number(version), at: Number(at), data: JSON.parse(data) };
    return personal ? { ...sample, personal: JSON.parse(personal) } : sample;
  }
}

/**
 * Where values do not look as the corpus shows them: a line with `+` is not in the corpus, and one with `-` is in the
 * corpus only.
 */
export function differences(corpus: readonly unknown[], written: readonly unknown[], records: string[] = []) {
  const [shown, found] = [shapeOf(corpus, records), shapeOf(written, records)];
  return [
    ...found.filter((line) => !shown.includes(line)).map((line) => `+ ${line}`),
    ...shown.filter((line) => !found.includes(line)).map((line) => `- ${line}`),
  ];
}

/** As few as show all that there is to see, the shortest first. */
export function tellingSamples<Sample>(
  samples: Sample[],
  shown: unknown[],
  records: string[] = [],
): Sample[] {
  const telling: Sample[] = [];
  for (const sample of samples.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)) {
    const known = [...shown, ...telling];
    if (known.length === 0 || differences(known, [...known, sample], records).length > 0)
      telling.push(sample);
  }
  return telling;
}

export function sealOf(samples: EventSample[]): string {
  return createHash('sha256').update(JSON.stringify(samples)).digest('hex');
}
