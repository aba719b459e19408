// Everything by keyboard: the order of the focus, that it is seen, and the keys' own help.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { person } from './desk.mjs';

const LONGEST = 400; // presses

/** Presses Tab until the focus leaves the page; what it stood on, and what was not to be seen of it. */
async function walk(page) {
  const reached = new Set();
  const unseen = [];
  for (let press = 0; press < LONGEST; press += 1) {
    await page.keyboard.press('Tab');
    const { outside, place, label, seen } = await page.evaluate(focused);
    if (outside) break;
    reached.add(place);
    if (!seen) unseen.push(label);
  }
  return { reached, unseen };
}

/** Where the focus is among all that may have it, and whether an outline shows it inside the window. */
function focused() {
  const element = document.activeElement;
  const place = globalThis.reachable.indexOf(element);
  const style = element && getComputedStyle(element);
  const box = element?.getBoundingClientRect();
  const inside = box && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const marked = style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
  const outside = element === document.body;
  return { outside, place, label: element?.outerHTML.slice(0, 120), seen: Boolean(inside && marked) };
}

/** All that a reader can act on; elements that the page moves its focus among by arrows are left out. */
function listReachable() {
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
  globalThis.reachable = [...all].filter(
    (element) =>
      element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
  );
  return globalThis.reachable.map((element) => element.outerHTML.slice(0, 120));
}

for (const [name, path] of [
  ['board', '/'],
  ['review', '/review'],
  ['exchanges', '/exchanges?status=agreed'],
]) {
  test(`on the page ${name} the focus reaches everything and is seen`, async () => {
    const vera = await person();
    const page = await vera.open(path);
    const labels = await page.evaluate(listReachable);
    const { reached, unseen } = await walk(page);
    assert.deepEqual(
      labels.filter((_, place) => !reached.has(place)),
      [],
    );
    assert.deepEqual(unseen, []);
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
