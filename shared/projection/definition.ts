/** A read model has two sets of tables: one is read, and the other is there for building it anew. */
export type Slot = 'a' | 'b';

/** What a read model takes in of an actor. */
export interface Listing<Data> {
  /** The actor's. */
  id: string;
  /** The actor's newest event that `data` knows of. */
  seq: number;
  /** When what others must hear of has happened, in ms since 1970. */
  at: number;
  data: Data;
}

/** Everything in which the catalog and the list of orders differ, for the one projection that feeds them both. */
export interface ProjectionDefinition<Data> {
  /** What administrators call it. */
  readonly name: string;
  /**
   * The registry: a table of the ids of all actors that were ever heard of. No list of them can be had from the
   * platform, so it is no read model: nothing could build it anew, and it is never thrown away.
   */
  readonly registry: string;
  /** The table that has a row for each actor, with its `id` and `seq`: `order_list` for `order_list_a`, `order_list_b`. */
  readonly table: string;
  /** How a row of the table without a slot is read, which a version before slots had under the same name. */
  fromEarlier(row: Record<string, unknown>): Omit<Listing<Data>, 'at'>;
  /** Statements that create a slot's tables where they are not there. */
  create(slot: Slot): string[];
  /** Statements that remove them. */
  drop(slot: Slot): string[];
  /** Statements that bring a slot up to `listing`, and change nothing where it is there already or is past it. */
  write(db: D1Database, slot: Slot, listing: Listing<Data>): D1PreparedStatement[];
}
