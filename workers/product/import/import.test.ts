import { describe, expect, it, vi } from 'vitest';
import { BodyTooLarge } from '../../../shared/http/body-chunks.ts';
import { inOneChunk, lineOf, Warehouse } from '../test-support/warehouse.ts';

const overloaded = () => Object.assign(new Error('overloaded'), { overloaded: true });

describe('an import', () => {
  it('tells of each line in its order, and is repeated without harm', async () => {
    const warehouse = new Warehouse();
    const ids = Array.from({ length: 60 }, (_, index) => `p${index}`);
    const file = ids.map((id) => lineOf(id)).join('\n');
    const told = (status: string) => ids.map((id, index) => ({ line: index + 1, id, status }));
    expect(await warehouse.take(file)).toEqual(told('created'));
    expect(await warehouse.take(file)).toEqual(told('unchanged'));
    expect(warehouse.shelf('p7').stock).toEqual({ onHand: 5, held: 0, available: 5, sold: 0 });
    expect(warehouse.shelf('p7').eventTypes).toEqual(['ProductListed', 'StockAdjusted']);
  });

  it('takes the later of two lines with the same id, also where the earlier one has to wait', async () => {
    const warehouse = new Warehouse();
    warehouse.failures.set('tea', [overloaded()]);
    const file = [lineOf('tea'), lineOf('tea', { stock: 7 }), lineOf('tea', { name: 'Tea' }), lineOf('cup')];
    expect((await warehouse.take(file.join('\n'))).map(({ status }) => status)).toEqual([
      'created',
      'updated',
      'updated',
      'created',
    ]);
    expect(warehouse.shelf('tea').housed.view()).toMatchObject({ name: 'Tea', available: 5 });
  });

  it('fails what is wrong with its number and what is wrong with it, and takes the rest', async () => {
    const warehouse = new Warehouse();
    const invalid = { id: 'tea', code: 'validation-failed' };
    const lines: [string, object][] = [
      ['nonsense', { code: 'malformed-json' }],
      [lineOf('tea').slice(0, -1), { code: 'malformed-json' }],
      ['[]', { code: 'validation-failed' }],
      ['null', { code: 'validation-failed' }],
      [lineOf('tea', { id: 'Tea' }), { code: 'validation-failed' }],
      [lineOf('tea', { id: undefined }), { code: 'validation-failed' }],
      [lineOf('tea', { colour: 'green' }), invalid],
      [lineOf('tea', { stock: -1 }), invalid],
      [lineOf('tea', { stock: 1.5 }), invalid],
      [lineOf('tea', { stock: undefined }), invalid],
      [lineOf('tea', { price: { amount: 1, currency: 'XXY' } }), invalid],
      [lineOf('tea', { name: '' }), invalid],
      ['{"__proto__":{"id":"tea"}}', { code: 'validation-failed' }],
      [lineOf('tea', { description: 'x'.repeat(70_000) }), { code: 'line-too-long' }],
    ];
    const file = lines.map(([line]) => `${line}\n${lineOf('cup')}\n`).join('');
    const results = await warehouse.take(file);
    const failures = results.filter(({ status }) => status === 'failed');
    const facts = failures.map(({ line, id, problem }) => ({
      line,
      ...(id ? { id } : {}),
      code: problem?.code,
    }));
    expect(facts).toEqual(lines.map(([, expected], index) => ({ line: 2 * index + 1, ...expected })));
    expect(results.length - failures.length).toBe(lines.length);
    expect([...warehouse.shelves.keys()]).toEqual(['cup']);
  });

  it('fails a line that is no UTF-8', async () => {
    async function* file() {
      yield Uint8Array.from([0x22, 0xff, 0x22, 0x0a]);
      yield* inOneChunk(lineOf('tea'));
    }
    const [first, second] = await new Warehouse().take(file());
    expect([first?.problem?.code, second?.status]).toEqual(['malformed-body', 'created']);
  });

  it('passes over blank lines, and counts them', async () => {
    const file = `\n  \r\n${lineOf('tea')}\n\t\n${lineOf('cup')}\n\n`;
    expect((await new Warehouse().take(file)).map(({ line }) => line)).toEqual([3, 5]);
    expect(await new Warehouse().take('')).toEqual([]);
  });

  it('fails a line that would take out what is held, details and all', async () => {
    const warehouse = new Warehouse();
    await warehouse.take(lineOf('tea'));
    warehouse.shelf('tea').reserve('order', 3);
    const [result] = await warehouse.take(lineOf('tea', { name: 'Tea', stock: 2 }));
    expect(result).toMatchObject({ status: 'failed', problem: { code: 'stock-held', onHand: 5, held: 3 } });
    expect(warehouse.shelf('tea').housed.view()).toMatchObject({ name: 'The tea', available: 2 });
  });
});

describe('where the platform fails', () => {
  it('a line is tried again after longer and longer pauses', async () => {
    const warehouse = new Warehouse();
    warehouse.failures.set('tea', [overloaded(), new Error('Network connection lost.'), overloaded()]);
    expect(await warehouse.take(lineOf('tea'))).toEqual([{ line: 1, id: 'tea', status: 'created' }]);
    const [first = 0, second = 0, third = 0] = warehouse.pauses;
    expect([first, second, third].map((ms) => ms > 100)).toEqual([true, true, true]);
    expect(third).toBeGreaterThan(first);
  });

  it('and goes on failing, the line fails, and a second run mends it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const warehouse = new Warehouse();
    warehouse.failures.set('tea', Array.from({ length: 5 }, overloaded));
    const file = `${lineOf('tea')}\n${lineOf('cup')}`;
    const [tea, cup] = await warehouse.take(file);
    expect(tea).toMatchObject({
      line: 1,
      id: 'tea',
      status: 'failed',
      problem: { code: 'service-unavailable' },
    });
    expect(cup?.status).toBe('created');
    expect((await warehouse.take(file)).map(({ status }) => status)).toEqual(['created', 'unchanged']);
  });

  it('but a bug of ours is not tried again, and told to the log alone', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const warehouse = new Warehouse();
    warehouse.failures.set('tea', [new Error('secret internals')]);
    const [tea] = await warehouse.take(lineOf('tea'));
    expect(tea?.problem?.code).toBe('internal-error');
    expect(JSON.stringify(tea)).not.toContain('secret');
    expect(log.mock.calls).toHaveLength(1);
    expect(warehouse.pauses).toEqual([]);
  });
});

describe('a body that does not end well', () => {
  async function* endingWith(error: Error) {
    yield* inOneChunk(`${lineOf('tea')}\n${lineOf('cup')}`);
    throw error;
  }

  it.each([
    ['breaks off', new Error('disconnected'), 'malformed-body'],
    ['is too large', new BodyTooLarge('too large'), 'body-too-large'],
  ])(
    'because it %s: what is whole is taken, and the last answer says why that is all',
    async (_, error, code) => {
      const warehouse = new Warehouse();
      const [tea, end, ...more] = await warehouse.take(endingWith(error));
      expect(tea?.status).toBe('created');
      expect(end).toMatchObject({ line: 2, status: 'failed', problem: { code } });
      expect(more).toEqual([]);
      expect([...warehouse.shelves.keys()]).toEqual(['tea']);
    },
  );
});
