// Each page with the tutorial's crisis: its main content, axe in both themes, and a narrow screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, overflow, person, still } from './desk.mjs';
import { addressed } from './places.mjs';

/** Name, address, and what must be seen on it: a selector with words in it. */
const PAGES = [
  [
    'board',
    '/',
    [
      ['.board thead', 'Karsland'],
      ['.board-cell', 'lenkt ein'],
      ['.board-cell-turn', 'zuvor'],
    ],
  ],
  [
    'cell',
    '/?cell=XKA~CELL',
    [
      ['dialog .event', 'Ormadamm'],
      ['dialog h2', 'Karsland'],
    ],
  ],
  [
    'timeline',
    '/timeline',
    [
      ['.lanes .mark', ''],
      ['.timeline-below .event', 'Karsland'],
      ['.due', ''],
    ],
  ],
  [
    'exchanges',
    '/exchanges',
    [
      ['.exchange', 'fordert'],
      ['.answer', ''],
      ['.graph .node', 'Karsland'],
    ],
  ],
  [
    'commitments',
    '/commitments',
    [
      ['.commitment-if', 'falls Valdorien'],
      ['.commitment-then .review-link', 'prüfen'],
      ['.commitment-now', 'offen'],
    ],
  ],
  [
    'article',
    '/article/ARTICLE',
    [
      ['.marked-text', 'aufgefordert'],
      ['.act-card', 'fordert'],
    ],
  ],
  ['articles', '/articles', [['.articles li', 'Abendblatt']]],
  [
    'party',
    '/party/XKA',
    [
      ['h1', 'Karsland'],
      ['.stances', 'droht'],
    ],
  ],
  [
    'matter',
    '/matter/MATTER',
    [
      ['h1', 'Ormadamm'],
      ['.stances', 'Valdorien'],
    ],
  ],
  [
    'search',
    '/search?q=Ormadamm',
    [
      ['.events .event', 'Ormadamm'],
      ['.snippet mark', 'Ormadamm'],
    ],
  ],
  [
    'event',
    '/event/EVENT',
    [
      ['.witness', ''],
      ['.candidates .event', ''],
    ],
  ],
  [
    'recode',
    '/recode?kind=warn&set=kind&to=threaten',
    [
      ['.recode-examples', 'droht'],
      ['.recode-apply', '2 Handlungen ändern'],
    ],
  ],
  [
    'review',
    '/review',
    [
      ['.review-card .fields', 'Karsland'],
      ['.review-bar', 'Bestätigen'],
    ],
  ],
  [
    'add',
    '/add',
    [
      ['#add-text', ''],
      ['.add-form', 'Lesen und aufnehmen'],
    ],
  ],
  [
    'decisions',
    '/decisions',
    [
      ['h1', ''],
      ['main', 'Entscheid'],
    ],
  ],
  ['users', '/users', [['.command', 'depesche users add']]],
  [
    'brief',
    '/brief?from=2024-03-18',
    [
      ['.brief', 'Karsland'],
      ['.brief-line', ''],
    ],
  ],
];

/** Sets the dark theme, and waits until all colours have changed. */
async function darken(page) {
  await page.evaluate(async () => {
    document.documentElement.dataset.theme = 'dark';
    for (let still = 0; still < 3; still += 1) {
      await new Promise(requestAnimationFrame);
      if (document.getAnimations().length > 0) still = 0;
    }
  });
}

for (const [name, path, seen] of PAGES) {
  test(`the page ${name} shows its content, without barriers in either theme, also at 390 pixels`, async () => {
    const vera = await person();
    const page = await vera.open(await addressed(path));
    for (const [selector, words] of seen) {
      await page.locator(selector, { hasText: words }).first().waitFor();
    }
    await still(page);
    const light = await barriers(page);
    await darken(page);
    const dark = await barriers(page, ['color-contrast']);
    await page.setViewportSize({ width: 390, height: 844 });
    await still(page);
    const wide = await overflow(page);
    const narrow = await barriers(page, ['target-size', 'scrollable-region-focusable']);
    assert.deepEqual({ light, dark, narrow, wide }, { light: [], dark: [], narrow: [], wide: 0 });
    assert.deepEqual(vera.troubles, []);
    await vera.close();
  });
}

test('an English browser gets English pages', async () => {
  const john = await person({ language: 'en' });
  const page = await john.open('/timeline');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.locator('h1', { hasText: 'Timeline' }).waitFor();
  await john.close();
});
