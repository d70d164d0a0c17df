/**
 * So many commands are taken together at most: a hundred of them take some ten milliseconds, in which the object
 * answers nobody.
 */
const maxTogether = 100;

/**
 * Takes the commands that wait for one object together, so that a queue of buyers costs one commit, and not one
 * each. The first is taken at once; whoever comes while its commit is on the way to the disk is taken after it, with
 * all the others, in their order. Each is decided on the state that the one before has left, and one that throws
 * leaves the others alone: the answers are those that they would have got one by one.
 */
export class GroupCommit {
  readonly #committed: () => Promise<void>;
  #waiting: (() => void)[] = [];
  #isCommitting = false;

  /** @param committed resolves when all that was written until now is on the disk */
  constructor(committed: () => Promise<void>) {
    this.#committed = committed;
  }

  /** @param command writes what it writes without an `await` */
  run<Value>(command: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          resolve(command());
        } catch (error) {
          reject(error);
        }
      });
      if (!this.#isCommitting) this.#takeWaiting();
    });
  }

  #takeWaiting(): void {
    this.#isCommitting = true;
    for (const command of this.#waiting.splice(0, maxTogether)) command();
    // A commit that fails ends the object, and with it everything that waits here.
    this.#committed().then(
      () => this.#goOn(),
      () => this.#goOn(),
    );
  }

  #goOn(): void {
    this.#isCommitting = false;
    if (this.#waiting.length > 0) this.#takeWaiting();
  }
}
