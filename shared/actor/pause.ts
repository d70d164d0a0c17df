/** Lets in whoever waits for the actor. In workerd this is also what makes the clock go on. */
export function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
