// The timeline's figure: its signs by mouse, touch and keyboard, its strip, and the lanes that are left out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overflow, person, settled } from './desk.mjs';

const box = (page) => page.locator('.sign-box');

/** How far a box is from a sign, and whether it is wholly inside the window; in pixels. */
async function placeOf(page, sign) {
  const [one, two] = await Promise.all([box(page).boundingBox(), sign.boundingBox()]);
  const { width, height } = page.viewportSize();
  const middle = two.y + two.height / 2;
  return {
    far: Math.max(0, one.y - middle, middle - one.y - one.height),
    inside: one.x >= 0 && one.x + one.width <= width && one.y >= 0 && one.y + one.height <= height,
  };
}

test('a sign is explained beside it while the mouse is there', async () => {
  const vera = await person();
  const page = await vera.open('/timeline');
  const signs = page.locator('.lanes .mark');
  for (const place of [0, 30, (await signs.count()) - 1]) {
    const sign = signs.nth(place);
    await sign.hover();
    await page.locator('.mark.on').first().waitFor();
    const { far, inside } = await placeOf(page, sign);
    assert.ok(far < 60 && inside, `${place}: ${far} pixels away, inside: ${inside}`);
  }
  await page.locator('h1').hover();
  await box(page).waitFor({ state: 'detached' });
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('on a telephone a tap explains a sign at the foot of the window, without its leading away', async () => {
  const vera = await person({ width: 390 });
  const page = await vera.open('/timeline');
  await page.locator('.lanes .mark').nth(2).tap();
  await box(page).locator('.event').waitFor();
  assert.match(page.url(), /\/timeline$/);
  const { inside } = await placeOf(page, page.locator('.lanes .mark').nth(2));
  assert.ok(inside);
  assert.equal(await overflow(page), 0);
  await box(page).locator('button').tap();
  await box(page).waitFor({ state: 'detached' });
  await vera.close();
});

test('by keyboard one goes from sign to sign, hears what each is, and Enter leads to its words', async () => {
  const vera = await person();
  const page = await vera.open('/timeline');
  assert.equal(await page.locator('.lanes [data-sign][tabindex="0"]').count(), 1);
  await page.locator('.lanes [data-sign="0"]').focus();
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const first = await label();
  assert.match(first, /^\S.* \S+.*, \d{2}\.\d{2}\.\d{4}: \S/);
  await page.keyboard.press('ArrowRight');
  await box(page).locator('.event').waitFor();
  assert.notEqual(await label(), first);
  await page.keyboard.press('ArrowDown');
  const below = await label();
  assert.ok(below);
  assert.match(page.url(), /\/timeline$/, 'the arrows do not move the days meanwhile');
  await page.keyboard.press('Escape');
  await box(page).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowUp');
  await box(page).locator('.event').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/article\/.+act=/);
  await vera.close();
});

test('the strip has the days of the lanes below it', async () => {
  const vera = await person();
  const page = await vera.open('/timeline');
  const [bars, mark] = await Promise.all([
    page.locator('.overview-bars').getAttribute('d'),
    page
      .locator('.lanes .mark circle')
      .evaluateAll((all) => Math.min(...all.map((one) => one.cx.baseVal.value))),
  ]);
  const [, start, width] = /^M([\d.]+) [\d.]+h([\d.]+)v/.exec(bars).map(Number);
  assert.ok(Math.abs(mark - (start + width / 2)) < width + 2, 'the first day of both');
  await vera.close();
});

test('lanes that are left out are counted, and more can be had', async () => {
  const vera = await person();
  const page = await vera.open('/timeline?by=matter');
  const lanes = page.locator('.lanes .lane');
  const before = await lanes.count();
  await page.locator('.lanes-left-out', { hasText: 'nicht gezeigt' }).waitFor();
  await page.locator('.lanes-left-out button', { hasText: 'mehr' }).click();
  await page.waitForURL(/lanes=16/);
  await settled(page);
  await page.waitForFunction((number) => document.querySelectorAll('.lanes .lane').length > number, before);
  await page.locator('.lanes-left-out button', { hasText: 'weniger' }).click();
  await page.waitForFunction((number) => document.querySelectorAll('.lanes .lane').length === number, before);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});
