import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { needsOf } from '../src/views';

const at = (address: string) => needsOf(new URL(address, 'http://desk.example'));
const PAGES = [
  'board',
  'timeline',
  'exchanges',
  'commitments',
  'articles',
  'article/a1',
  'party/X',
  'matter/m',
];
const MORE = ['event/e', 'search?q=Hafen', 'brief', 'review', 'recode', 'decisions', 'users', 'add'];

test('an address asks what its page asks, the filter included', () => {
  expect(at('/?kind=demand&parties=3').questions).toEqual(['/board?kind=demand&parties=3&matters=8']);
  expect(at('/article/a%2Fb?act=a-1').questions).toEqual(['/articles/a%2Fb']);
  expect(at('/exchanges?status=open&party=XKA').questions).toEqual([
    '/exchanges?party=XKA&status=open',
    '/graph?parties=12',
  ]);
  expect(at('/exchanges?status=nonsense').questions[0]).toBe('/exchanges');
  expect(at('/timeline?from=2024-03-01').questions).toContain('/timeline/density?from=2024-03-01&by=none');
});

test('what is no page needs nothing, and a broken address breaks nothing', () => {
  expect(at('/nowhere')).toEqual({ modules: [], questions: [] });
  expect(at('/article/%E0%A4%A').questions).toHaveLength(1);
});

test('every module that is named is there', () => {
  const there = readdirSync(join(__dirname, '../src'), { recursive: true }).map((path) =>
    basename(String(path)),
  );
  const named = [...PAGES, ...MORE].flatMap((page) => at(`/${page}`).modules);
  expect(named.length).toBeGreaterThan(12);
  for (const name of named) expect(there).toContain(`${name}.tsx`);
});
