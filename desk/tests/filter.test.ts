import { expect, test } from 'vitest';
import { EVERYTHING, filterOf, narrowing, queryOf, toggled } from '../src/filters/filter';

function of(query: string) {
  return filterOf(new URLSearchParams(query));
}

test('a filter comes back from its address', () => {
  const filter = of(
    'party=KAR&party=VAL&recipient=X&matter=m&kind=threaten&from=2024-02-01&to=2024-03-01&text=Damm&confidence=0.5&reviewed=false',
  );
  expect(filterOf(queryOf(filter))).toEqual(filter);
  expect(filter.party).toEqual(['KAR', 'VAL']);
  expect(filter.reviewed).toBe(false);
});

test('what makes no sense is left out', () => {
  expect(of('kind=dance&from=yesterday&confidence=7&reviewed=perhaps')).toEqual(EVERYTHING);
});

test('a certainty of nothing excludes nothing, but is kept', () => {
  expect(of('confidence=0').confidence).toBe(0);
});

test('other parameters stay behind the filter', () => {
  const query = queryOf({ ...EVERYTHING, text: 'Damm' }, new URLSearchParams('text=old&by=matter'));
  expect(query.toString()).toBe('text=Damm&by=matter');
});

test('a value is set, and taken away again', () => {
  const once = toggled(EVERYTHING, 'kind', 'warn');
  expect(once.kind).toEqual(['warn']);
  expect(toggled(once, 'kind', 'warn')).toEqual(EVERYTHING);
});

test('both days count as one narrowing', () => {
  expect(narrowing(EVERYTHING)).toBe(0);
  expect(narrowing(of('from=2024-01-01&to=2024-01-02&party=A&party=B&reviewed=true'))).toBe(4);
});
