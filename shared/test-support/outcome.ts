import type { Rejection } from '../contracts/rejections.ts';
import type { Result } from '../result.ts';

/** What a command comes to, in a word: its events, `nothing` when it is already done, or `no:` and why. */
export type Outcome<EventType extends string> =
  | EventType
  | `${EventType} + ${EventType}`
  | 'nothing'
  | `no: ${Rejection['type']}`;

export function outcomeOf<EventType extends string>(
  decision: Result<{ type: EventType }[], Rejection>,
): Outcome<EventType> {
  if (!decision.ok) return `no: ${decision.rejection.type}`;
  const [first, second, ...more] = decision.value;
  if (more.length > 0) throw new Error('a command of these domains leads to two events at most');
  if (first && second) return `${first.type} + ${second.type}`;
  return first?.type ?? 'nothing';
}
