/** A service that did not answer in time. Whether it has done what was asked is not known. */
export class DeadlineExceeded extends Error {
  readonly service: string;

  constructor(service: string, ms: number) {
    super(`the ${service} service did not answer within ${ms} ms`);
    this.name = 'DeadlineExceeded';
    this.service = service;
  }
}

/** Waits for an answer at most so long. @throws DeadlineExceeded */
export async function withDeadline<Value>(
  answer: Promise<Value>,
  ms: number,
  service: string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded(service, ms)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
