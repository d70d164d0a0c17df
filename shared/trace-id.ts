const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-/;

/** The trace that a W3C traceparent belongs to: 32 hexadecimal digits. Undefined for a text that is none. */
export function traceIdOf(text: string): string | undefined {
  return traceparent.exec(text)?.[1];
}
