/** How the cost of an operation goes with the size, where nothing is wrong. */
export type Nature = 'flat' | 'logarithmic' | 'linear';

export interface Operation {
  name: string;
  nature: Nature;
  /** Why it is so, in a few words. */
  why: string;
}

/** What was done once in a round, by name of the operation, in µs. */
export type Measured = Record<string, number>;

/** Something of a certain size, on which all operations are done. It has the same size before each round. */
export type Subject = () => Measured | Promise<Measured>;

/** A thing that grows, and what is done with it at each of its sizes. */
export interface Growth {
  /** The name of its plot. */
  name: string;
  /** What its sizes count. */
  unit: string;
  sizes: readonly number[];
  operations: readonly Operation[];
  rounds: number;
  /** @param tell hears how far it is */
  of(size: number, tell: (progress: string) => void): Promise<Subject>;
}
