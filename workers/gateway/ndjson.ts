import * as z from 'zod';

/** A body of values of JSON, each on a line of its own, however many there are. */
export class Ndjson {
  readonly line: z.ZodObject;

  constructor(line: z.ZodObject) {
    this.line = line;
  }

  /** OpenAPI 3.2, 4.14.3: the schema of a sequence of values is that of an array of them. */
  get schema(): z.ZodArray {
    return z.array(this.line);
  }
}

/** The same as a request brings it: streamed, and so of any size up to its own limit. */
export class NdjsonUpload extends Ndjson {
  readonly maxBytes: number;

  constructor(line: z.ZodObject, maxBytes: number) {
    super(line);
    this.maxBytes = maxBytes;
  }
}
