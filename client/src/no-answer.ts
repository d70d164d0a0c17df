/**
 * Nobody answered, as often as it was tried. What was asked for may have happened all the same; `cause` is what
 * went wrong at the last try.
 */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(request: Request, cause: unknown) {
    super(`no answer to ${request.method} ${request.url}`, { cause });
  }
}
