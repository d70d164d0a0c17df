import { describe, expect, test } from 'vitest';
import { permissionsOf } from './permissions.ts';

describe('what an administrator is offered', () => {
  test('everything with all', () => {
    const { sees, changes } = permissionsOf(['all']);
    expect([sees('all'), changes('all'), sees('catalog'), changes('orders')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('one area with its scope', () => {
    const { sees, changes } = permissionsOf(['catalog']);
    expect([sees('catalog'), changes('catalog')]).toEqual([true, true]);
    expect([sees('orders'), changes('all')]).toEqual([false, false]);
  });

  test('everything to see and nothing to change for support', () => {
    const { sees, changes } = permissionsOf(['support']);
    expect([sees('all'), sees('orders'), changes('orders')]).toEqual([true, true, false]);
  });
});
