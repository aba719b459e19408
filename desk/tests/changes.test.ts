import { expect, test } from 'vitest';
import { beforeOf, changeSaid } from '../src/review/changes';

test('a change is told with what was before, where it was something else', () => {
  const changes = { kind: 'demand', status: 'actual', review: 'edited' };
  expect(changeSaid(changes, { kind: 'agree', status: 'actual' })).toEqual([
    { field: 'kind', value: 'fordert', was: 'stimmt zu' },
    { field: 'status', value: 'geschehen', was: null },
  ]);
  expect(changeSaid({ kind: 'demand' })).toEqual([{ field: 'kind', value: 'fordert', was: null }]);
});

test('of several acts only what all of them were is told', () => {
  const before = { a: { kind: 'warn', day: ['2024-02-01'] }, b: { kind: 'warn', day: ['2024-02-02'] } };
  expect(beforeOf({ subjects: ['a', 'b'], before })).toEqual({ kind: 'warn' });
  expect(beforeOf({ subjects: ['a', 'b', 'c'], before })).toEqual({});
  expect(beforeOf({ subjects: ['a'], before: {} })).toEqual({});
});
