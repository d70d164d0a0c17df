/** What was thrown, in a sentence: mostly an error, but nothing says so. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
