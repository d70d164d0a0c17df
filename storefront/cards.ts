/** The cards of the sandbox bank, in the order in which they are offered. */
export const sandboxCards = [
  'tok_ok',
  'tok_authenticate',
  'tok_declined',
  'tok_insufficient_funds',
  'tok_slow',
  'tok_timeout',
  'tok_error',
] as const;
export type SandboxCard = (typeof sandboxCards)[number];
