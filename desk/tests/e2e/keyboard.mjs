// Everything by keyboard: the order of the focus, that it is seen, and the keys' own help.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { person, still } from './desk.mjs';
import { addressed } from './places.mjs';

const LONGEST = 1500; // presses
/** Every page; lists that go on for long are filtered, so that a walk has an end. */
const PAGES = [
  ['board', '/'],
  ['cell', '/?cell=XKA~CELL'],
  ['timeline', '/timeline?kind=reject'],
  ['exchanges', '/exchanges?status=agreed'],
  ['commitments', '/commitments?party=XKA'],
  ['article', '/article/ARTICLE'],
  ['articles', '/articles'],
  ['party', '/party/XKA?kind=reject'],
  ['matter', '/matter/MATTER?kind=reject'],
  ['search', '/search?q=Ormadamm'],
  ['event', '/event/EVENT'],
  ['recode', '/recode?kind=warn&set=kind&to=threaten'],
  ['review', '/review'],
  ['add', '/add'],
  ['decisions', '/decisions'],
  ['users', '/users'],
  ['brief', '/brief?from=2024-03-25'],
];

/** Presses Tab until the focus leaves the page; what it never came to, and what was not to be seen while it was there. */
async function walk(page) {
  await page.evaluate(() => {
    globalThis.reached = new Set([document.activeElement]);
  });
  const unseen = [];
  for (let press = 0; press < LONGEST; press += 1) {
    await page.keyboard.press('Tab');
    const { outside, label, seen } = await page.evaluate(focused);
    if (outside) break;
    if (!seen) unseen.push(label);
  }
  return { missed: await page.evaluate(missed), unseen };
}

/** What has the focus, and whether it is marked inside the window. */
function focused() {
  const element = document.activeElement;
  globalThis.reached.add(element);
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return {
    outside: element === document.body,
    label: element.outerHTML.slice(0, 120),
    seen: inside && marked,
  };
}

/** What a reader can act on and the focus has not come to; of radio buttons, it comes to one. */
function missed() {
  const open = document.querySelector('dialog[open]') ?? document; // what lies behind it waits
  const all = open.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex], [role="button"]',
  );
  return [...all]
    .filter((element) => element.getAttribute('tabindex') !== '-1' && !element.disabled)
    .filter(({ type, checked }) => type !== 'radio' || checked)
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !globalThis.reached.has(element))
    .map((element) => element.outerHTML.slice(0, 120));
}

for (const [name, path] of PAGES) {
  test(`on the page ${name} the focus reaches everything and is seen`, async () => {
    const vera = await person();
    const page = await vera.open(await addressed(path));
    await still(page);
    assert.deepEqual(await walk(page), { missed: [], unseen: [] });
    await vera.close();
  });
}

test('a question mark shows the keys, Escape closes them', async () => {
  const vera = await person();
  const page = await vera.open('/');
  await page.keyboard.press('?');
  const help = page.locator('dialog[open]');
  await help.locator('kbd', { hasText: '?' }).first().waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.keyboard.type('Ormadamm');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=Ormadamm/);
  await vera.close();
});

test('the first Tab leads past the navigation', async () => {
  const vera = await person();
  const page = await vera.open('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await vera.close();
});

test('a cell of the board is opened and closed by keyboard, and the focus comes back to it', async () => {
  const vera = await person();
  const page = await vera.open('/');
  const cell = page.locator('.board-cell').first();
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog[open] .event').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.ok(await cell.evaluate((element) => element === document.activeElement));
  await vera.close();
});
