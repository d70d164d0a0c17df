import { type Result, reject } from '../result.ts';
import { type Problem, problem } from './problem.ts';

/** A strong entity tag: the version, and whatever else of the representation moves by itself. */
export function etagOf(version: number, moving?: number): string {
  return moving === undefined ? `"${version}"` : `"${version}-${moving}"`;
}

/**
 * The version that If-Match asks for (RFC 9110, 13.1.1). `*` asks for none in particular. Only the version in
 * front of the dash counts: stock that moved on does not stand in the way of a new description.
 */
export function versionFromIfMatch(header: string | null): Result<number | undefined, Problem> {
  if (header === null || header.trim() === '*') return { ok: true, value: undefined };
  const version = /^"(\d{1,15})(-\d+)?"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    return reject(
      problem(
        412,
        'version-mismatch',
        'Precondition failed',
        'If-Match does not name a version of ours: send the ETag that you got.',
      ),
    );
  }
  return { ok: true, value: Number(version) };
}

/** Whether If-None-Match names this tag (RFC 9110, 13.1.2: weak comparison). */
export function matchesNone(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
