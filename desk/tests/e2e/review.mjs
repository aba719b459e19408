// Reviewing by keyboard, and what the record holds of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, person, until } from './desk.mjs';

const LEFT = '.page-facts strong';

/** Presses a key and waits until the number of acts left is this. */
async function press(page, key, left) {
  await page.keyboard.press(key);
  await page.waitForFunction(
    ([selector, number]) => document.querySelector(selector)?.textContent.includes(String(number)),
    [LEFT, left],
  );
}

test('ten acts are reviewed by keyboard and two of them taken back', async () => {
  const before = await ask('/status');
  const vera = await person();
  const page = await vera.open('/review');
  let left = before.unreviewed;
  const decided = [];
  for (const key of ['b', 'b', 'v', 'b', 'v', 'b', 'b', 'b', 'v', 'b']) {
    decided.push(await page.locator('#review-source a').getAttribute('href'));
    left -= 1;
    await press(page, key, left);
  }
  await press(page, 'z', left + 1);
  await press(page, 'z', left + 2);

  const after = await ask('/status');
  assert.equal(after.unreviewed, before.unreviewed - 8);
  assert.equal(after.decisions, before.decisions + 12);
  const acts = decided.map((href) => new URL(href, 'http://desk').searchParams.get('act'));
  assert.equal(new Set(acts).size, 10);
  const now = await Promise.all(acts.map(async (id) => (await ask(`/acts/${id}`)).act.review));
  const wanted = ['confirmed', 'confirmed', 'rejected', 'confirmed', 'rejected', 'confirmed', 'confirmed'];
  assert.deepEqual(now, [...wanted, 'confirmed', 'open', 'open']);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('kind and recipient of an act are corrected by keyboard, and its history tells it', async () => {
  const vera = await person();
  const page = await vera.open('/review?party=XKA&recipient=nordallianz');
  const id = await currentAct(page);
  await page.keyboard.press('k');
  await page.locator('.kind-grid').waitFor();
  await page.keyboard.press('w');
  await page.locator('.review-card .fields', { hasText: 'warnt' }).waitFor();
  await page.keyboard.press('g');
  await page.locator('.parties-editor').waitFor();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('Küst');
  await page.keyboard.press('Enter');
  await page.locator('.parties-editor .chip', { hasText: 'Küstenbund' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.parties-editor').waitFor({ state: 'detached' });
  await page.locator('.review-card .fields', { hasText: 'Küstenbund' }).waitFor();
  await page.keyboard.press('h');
  await page.locator('.history .decision').nth(1).waitFor();
  assert.match(await page.locator('.history .decision-change').first().innerText(), /Art: \S.* → warnt/);

  const { act, history } = await ask(`/acts/${id}`);
  assert.equal(act.kind, 'warn');
  assert.equal(act.recipients[0].party_name, 'Küstenbund');
  assert.deepEqual(
    history.map(({ action }) => action),
    ['edit', 'edit'],
  );
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('the act of an address is the first that is shown', async () => {
  const { items } = await ask('/review?limit=20');
  const wanted = items.at(-1).act.id;
  const vera = await person();
  const page = await vera.context.newPage();
  await page.route(`**/api/v1/acts/${wanted}`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(`/review?act=${wanted}`);
  await page.locator('#review-source a').waitFor();
  assert.equal(await currentAct(page), wanted);
  await vera.close();
});

test('with the history open the keys still act, and Escape closes it', async () => {
  const vera = await person();
  const page = await vera.open('/review');
  const id = await currentAct(page);
  await page.keyboard.press('h');
  await page.locator('.history h3').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.history').waitFor({ state: 'detached' });
  await page.keyboard.press('h');
  await page.locator('.history h3').first().waitFor();
  await page.keyboard.press('b');
  await until(async () => (await currentAct(page)) !== id);
  assert.equal((await ask(`/acts/${id}`)).act.review, 'confirmed');
  await vera.close();
});

test('the act that is reviewed is there again after a way to its article and back, and after a reload', async () => {
  const vera = await person();
  const page = await vera.open('/review');
  const first = await currentAct(page);
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await until(async () => (await currentAct(page)) !== first);
  const id = await currentAct(page);
  await page.waitForURL((url) => url.searchParams.get('act') === id);
  await page.keyboard.press('o');
  await page.waitForURL(/\/article\//);
  await page.goBack();
  await page.locator('#review-source a').waitFor();
  assert.equal(await currentAct(page), id);
  await page.reload();
  await page.locator('#review-source a').waitFor();
  assert.equal(await currentAct(page), id);
  await vera.close();
});

async function currentAct(page) {
  const href = await page.locator('#review-source a').getAttribute('href');
  return new URL(href, 'http://desk').searchParams.get('act');
}
