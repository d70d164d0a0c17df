import type { Sql } from './platform.ts';

/** The fields of events that hold personal data, by type of event. */
export type PersonalFields<Type extends string = string> = { readonly [T in Type]?: readonly string[] };

/** What an actor knows of a person, and how it is forgotten. */
export interface PersonalData<Type extends string> {
  /** Kept beside the log, and never in it. After they were forgotten they read `null`. */
  readonly fields: PersonalFields<Type>;
  /** The event that forgets: with its commit all of these fields are gone, from everywhere in the actor. */
  readonly forgottenBy: Type;
  /** An answer that is kept for repeats, without what it says of the person. */
  redactAnswer(answer: unknown): unknown;
}

/**
 * The fields of events that can be forgotten, a row for each event that has any: so that the log itself is
 * never changed.
 */
export class PersonalTable {
  readonly #sql: Sql;
  readonly #fields: PersonalFields;

  constructor(sql: Sql, fields: PersonalFields) {
    this.#sql = sql;
    this.#fields = fields;
  }

  /** Writes down the personal fields of an event, and returns the others. */
  takeOut(seq: number, type: string, data: object): object {
    const names = this.#fields[type];
    if (!names) return data;
    const isPersonal = ([name]: [string, unknown]) => names.includes(name);
    const personal = Object.entries(data).filter(isPersonal);
    const rest = Object.entries(data).filter((field) => !isPersonal(field));
    this.#sql.exec(
      'INSERT INTO personal (seq, data) VALUES (?, ?)',
      seq,
      JSON.stringify(Object.fromEntries(personal)),
    );
    return Object.fromEntries(rest);
  }

  /** An event with its personal fields. `null` where they were forgotten. */
  fill(type: string, data: object): object {
    const names = this.#fields[type] ?? [];
    return { ...Object.fromEntries(names.map((name) => [name, null])), ...data };
  }

  /**
   * Forgets them all, and those that stand in the log itself since it was written before they were kept
   * beside it: the one thing that ever changes a row of the log.
   */
  forget(): void {
    this.#sql.exec('DELETE FROM personal');
    for (const [type, names] of Object.entries(this.#fields)) {
      for (const name of names ?? []) {
        this.#sql.exec(
          `UPDATE event SET data = json_remove(data, ?2)
           WHERE type = ?1 AND json_type(data, ?2) IS NOT NULL`,
          type,
          `$.${name}`,
        );
      }
    }
  }
}
