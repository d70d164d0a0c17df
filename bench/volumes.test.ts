import { expect, it } from 'vitest';
import { volumesOf } from './volumes.ts';

it('a disk and memory are measured apart, and either can be left out', () => {
  expect(volumesOf({ disk: '/', memory: '/' }).map(({ name }) => name)).toEqual(['disk', 'memory']);
  expect(volumesOf({ disk: 'none', memory: '/' })).toEqual([{ name: 'memory', dir: '/' }]);
});

it('a directory that is not there is said before anything is measured', () => {
  expect(() => volumesOf({ disk: '/', memory: '/no/such' })).toThrow(
    '--memory: there is no directory "/no/such".',
  );
  expect(() => volumesOf({ disk: 'none', memory: 'none' })).toThrow('nowhere to keep data');
});
