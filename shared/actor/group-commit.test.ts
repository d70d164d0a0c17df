import { beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

let commits: (() => void)[];
let taken: number[];
let group: GroupCommit;
beforeEach(() => {
  commits = [];
  taken = [];
  group = new GroupCommit(() => new Promise((resolve) => commits.push(resolve)));
});

const take = (nth: number) =>
  group.run(() => {
    taken.push(nth);
    return `answer ${nth}`;
  });
const settled = () => new Promise(setImmediate);

async function commit(): Promise<void> {
  commits.at(-1)?.();
  await settled();
}

describe('commands that wait for one object', () => {
  it('the first is taken at once', () => {
    void take(1);
    expect(taken).toEqual([1]);
  });

  it('those that come meanwhile are taken together, in their order, after its commit', async () => {
    const answers = [1, 2, 3, 4].map(take);
    expect(taken).toEqual([1]);
    await commit();
    expect(taken).toEqual([1, 2, 3, 4]);
    expect(commits).toHaveLength(2);
    expect(await Promise.all(answers)).toEqual(['answer 1', 'answer 2', 'answer 3', 'answer 4']);
  });

  it('no more than a hundred at a time', async () => {
    for (let nth = 0; nth <= 250; nth++) void take(nth);
    const sizes: number[] = [];
    for (let before = 0; before < 251; before = taken.length) {
      await commit();
      sizes.push(taken.length - before);
    }
    expect(sizes).toEqual([101, 100, 50]);
    expect(taken).toEqual(Array.from({ length: 251 }, (_, nth) => nth));
  });

  it('one that throws leaves the others alone', async () => {
    void take(1);
    const thrown = group.run(() => {
      throw new Error('a bug');
    });
    const answer = take(3);
    thrown.catch(() => {});
    await commit();
    await expect(thrown).rejects.toThrow('a bug');
    expect(await answer).toBe('answer 3');
  });

  it('the next is taken at once again when nobody waits', async () => {
    void take(1);
    await commit();
    void take(2);
    expect(taken).toEqual([1, 2]);
  });

  it('goes on when a commit has failed', async () => {
    const failing = new GroupCommit(() => Promise.reject(new Error('the disk is full')));
    const answers = [1, 2].map((nth) => failing.run(() => nth));
    expect(await Promise.all(answers)).toEqual([1, 2]);
  });
});
