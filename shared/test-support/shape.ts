/**
 * What values look like, a line for each field: `lines[].image: null | string`, `locale?: string` where some have
 * none. More values that look the same add no line.
 *
 * @param records fields whose names are data themselves, such as `details.attributes`
 */
export function shapeOf(values: readonly unknown[], records: readonly string[] = [], path = ''): string[] {
  const kinds = [...new Set(values.map(kindOf))].sort().join(' | ');
  const lines = path === '' ? [] : [`${path}: ${kinds}`];
  const elements = values.filter((value) => Array.isArray(value)).flat();
  if (elements.length > 0) lines.push(...shapeOf(elements, records, `${path}[]`));
  const objects = values.filter((value) => kindOf(value) === 'object') as Record<string, unknown>[];
  if (records.includes(path.replaceAll('?', ''))) {
    const inner = objects.flatMap((object) => Object.values(object));
    return inner.length > 0 ? [...lines, ...shapeOf(inner, records, `${path}.*`)] : lines;
  }
  for (const name of new Set(objects.flatMap((object) => Object.keys(object)))) {
    const holders = objects.filter((object) => Object.hasOwn(object, name));
    const optional = holders.length < objects.length ? '?' : '';
    const inner = `${path === '' ? '' : `${path}.`}${name}${optional}`;
    lines.push(
      ...shapeOf(
        holders.map((holder) => holder[name]),
        records,
        inner,
      ),
    );
  }
  return lines.sort();
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
