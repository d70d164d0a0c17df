import * as z from 'zod';

/** A body for people who look at it in a browser. */
export class Html {
  readonly schema = z.string();
}
