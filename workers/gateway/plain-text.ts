import * as z from 'zod';

/** A body for programs that do not read JSON. */
export class PlainText {
  readonly schema = z.string();
}
