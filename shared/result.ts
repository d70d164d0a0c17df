/** What a decision comes to: a value, or a rejection that says what is wrong. Throwing is for bugs and infrastructure. */
export type Result<Value, Rejection> = { ok: true; value: Value } | { ok: false; rejection: Rejection };

export function accept<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function reject<Rejection>(rejection: Rejection): { ok: false; rejection: Rejection } {
  return { ok: false, rejection };
}
