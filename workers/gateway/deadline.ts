/** Asked in time, not answered in time. */
export class DeadlineExceeded extends Error {}

/** What `promise` gives, or a DeadlineExceeded: a service that hangs does not hear an abort signal either. */
export function within<Value>(deadlineMs: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((answer, fail) => {
    const timer = setTimeout(
      () => fail(new DeadlineExceeded(`no answer within ${deadlineMs} ms`)),
      deadlineMs,
    );
    promise.then(answer, fail).finally(() => clearTimeout(timer));
  });
}
