import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { times, together } from './client.ts';
import { type Answered, flawOf, sendRaw } from './raw.ts';
import { closeShop, type Shop, sharedShop } from './shop.ts';
import { doneStatuses, type Stage, stageFor, type Write, writes } from './writes.ts';
import { kinds } from './wrong-values.ts';

let shop: Shop;
let stage: Stage;
beforeAll(async () => {
  shop = await sharedShop();
  stage = await stageFor(shop);
});
afterAll(() => closeShop(shop));

type Json = Record<string, unknown>;

const marker = '@';

/** The right body as JSON text, with this JSON text at that place, or with nothing there. */
function bodyWith(write: Write, path: string, json: string | undefined): string {
  const body = structuredClone(write.body(stage));
  const keys = path.split('.');
  const last = keys.pop() as string;
  const holder = keys.reduce((inner, key) => inner[key] as Json, body);
  if (json === undefined) delete holder[last];
  else holder[last] = marker;
  return JSON.stringify(body).replace(`"${marker}"`, () => json ?? '');
}

function shortened(json: string): string {
  return json.length > 60 ? `${json.slice(0, 40)}… (${json.length})` : json;
}

/** Sends all of them and lists what was not refused as it should be. `field` is the path that errors name. */
async function sendAll(
  write: Write,
  bodies: { label: string; text: string; field: string }[],
): Promise<string[]> {
  const before = await write.look(shop, stage);
  const flaws = await together(
    bodies,
    async ({ label, text, field }) => {
      const answer = await sendRaw(shop, write, stage, text);
      const flaw = flawOf(answer) ?? flawInErrors(answer, field);
      return flaw ? `${shortened(label)}: ${flaw}` : '';
    },
    8,
  );
  expect(await write.look(shop, stage)).toEqual(before);
  return flaws.filter((flaw) => flaw !== '');
}

function flawInErrors({ status, body }: Answered, field: string): string | undefined {
  if (status !== 400 || body.code !== 'validation-failed') return `${status} ${body.code}`;
  const errors = body.errors as { path: string; message: string }[];
  const named = errors.some(({ path, message }) => path.startsWith(field) || message.includes(`"${field}"`));
  return named ? undefined : `errors do not name ${field}: ${JSON.stringify(errors)}`;
}

/** Every object in a body, as paths: '' is the body itself. */
function objectsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, at]) => objectsIn(at, path ? `${path}.${key}` : key));
  return Array.isArray(value) ? inner : [path, ...inner];
}

const strangeNames = ['price2', 'customerId', '', 'constructor', '💥'];

describe.each(writes)('$name', (write) => {
  test.each(Object.entries(write.fields))(
    '%s: what is wrong is refused, and changes nothing',
    async (field, kind) => {
      const bodies = kind.map((json) => ({ label: json, text: bodyWith(write, field, json), field }));
      if (!write.optional.includes(field)) {
        bodies.push({ label: 'missing', text: bodyWith(write, field, undefined), field });
      }
      expect(await sendAll(write, bodies)).toEqual([]);
    },
  );

  test('a field that there is not is refused, at every depth', async () => {
    const free = Object.entries(write.fields).flatMap(([path, kind]) =>
      kind === kinds.record ? [path] : [],
    );
    const bodies = objectsIn(write.body(stage)).flatMap((path) =>
      strangeNames
        .filter(() => !free.includes(path))
        .map((name) => {
          const at = path ? `${path}.${name}` : name;
          return { label: at, text: bodyWith(write, at, '1'), field: at };
        }),
    );
    expect(await sendAll(write, bodies)).toEqual([]);
  });

  test('__proto__ is no field, at no depth', async () => {
    const bodies = objectsIn(write.body(stage)).flatMap((path) =>
      ['null', JSON.stringify(write.body(stage))].map((json) => {
        const at = path ? `${path}.${marker}${marker}` : `${marker}${marker}`;
        const text = bodyWith(write, at, json).replace(`"${marker}${marker}"`, '"__proto__"');
        return { label: text, text, field: path ? `${path}.__proto__` : '__proto__' };
      }),
    );
    expect(await sendAll(write, bodies)).toEqual([]);
  });

  test('fields do not come from the prototype', async () => {
    const text = `{"__proto__":${JSON.stringify(write.body(stage))}}`;
    expect(await sendAll(write, [{ label: text, text, field: '__proto__' }])).toEqual([]);
  });

  test('and done right it is done', async () => {
    const answer = await sendRaw(shop, write, stage, JSON.stringify(write.body(stage)));
    expect(doneStatuses).toContain(answer.status);
  });
});

describe('numbers that are as many as can be', () => {
  test('an attribute more than 50 is refused', async () => {
    const [put] = writes as [Write];
    const attributes = Object.fromEntries(times(51).map((index) => [`a${index}`, 'x']));
    const text = bodyWith(put, 'attributes', JSON.stringify(attributes));
    expect(await sendAll(put, [{ label: '51 attributes', text, field: 'attributes' }])).toEqual([]);
    delete attributes.a50;
    const fifty = await sendRaw(shop, put, stage, bodyWith(put, 'attributes', JSON.stringify(attributes)));
    expect(fifty.status).toBe(200);
  });
});
