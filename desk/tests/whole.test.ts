import { describe, expect, it } from 'vitest';
import type { ActTold, ArticleTold } from '../src/api/types';
import { whole } from '../src/api/whole';

const TEXT = '🌊 Tolsk fordert heute den Abzug, und zwar sofort.';

function told(act: Partial<ActTold>): ArticleTold {
  return {
    id: 'a',
    title: null,
    source: 'bote',
    url: null,
    published: '2024-02-01',
    language: 'de',
    revision: 1,
    replaced_by: null,
    group: 'a',
    added: '2024-02-01T08:00:00Z',
    given_id: 'a',
    text: TEXT,
    extractor: 'depesche 1',
    notices: [],
    sentences: [],
    statements: [{ id: 's0', type: 'indirect', quote: [[22, 32]] }],
    times: [],
    mentions: [],
    acts: [{ id: 'a-1', kind: 'demand', ...act }],
    revisions: [],
    copies: [],
    names: { parties: { XTO: 'Tolsk' }, matters: {} },
  };
}

describe('an article as a whole', () => {
  it('has the words of its acts by their spans, counted in code points', () => {
    const spans = {
      trigger: [[8, 15]],
      content: [
        [22, 32],
        [42, 48],
      ],
      time: [16, 21],
      sentence: [0, 50],
    } as ActTold['spans'];
    const [act] = whole(told({ spans })).acts;
    expect(act).toMatchObject({
      trigger: 'fordert',
      content: 'den Abzug, … sofort',
      time: 'heute',
      condition: '',
    });
    expect(act?.sentence).toBe(TEXT);
    expect(act?.spans.condition).toEqual([]);
  });

  it('has what is told, where it is told', () => {
    const [act] = whole(
      told({
        content: 'anders',
        event: 'b-1',
        review: 'edited',
        day: '2024-02-02',
        actors: [{ party: 'XTO' }],
      }),
    ).acts;
    expect(act).toMatchObject({ content: 'anders', event: 'b-1', review: 'edited', last_day: '2024-02-02' });
    expect(act?.actors).toEqual([
      { mention: null, name: null, party_name: 'Tolsk', party: 'XTO', person: null, reason: null },
    ]);
  });

  it('has what follows from the article', () => {
    const { acts, statements } = whole(told({}));
    expect(acts[0]).toMatchObject({ event: 'a-1', article: 'a', language: 'de', published: '2024-02-01' });
    expect(acts[0]).toMatchObject({ extractor: 'depesche 1', status: 'actual', origin: 'read', version: 0 });
    expect(whole(told({ origin: 'hand' })).acts[0]?.extractor).toBeNull();
    expect(statements[0]).toMatchObject({ quote: [[22, 32]], speaker: [], speaker_name: null });
  });
});
