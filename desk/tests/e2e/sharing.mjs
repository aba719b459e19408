// Every view has an address: opened elsewhere, it shows the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { person, settled } from './desk.mjs';

/** The same address in a browser that has never been here. */
async function elsewhere(page) {
  const { pathname, search } = new URL(page.url());
  const other = await person();
  return { other, there: await other.open(pathname + search) };
}

test('the address of a filtered board with an open cell shows the same elsewhere', async () => {
  const vera = await person();
  const page = await vera.open('/');
  await page.locator('.filters .menu-button').nth(3).click();
  await page.locator('.kind-choice .choice', { hasText: 'fordert' }).first().click();
  await page.keyboard.press('Escape');
  await page.waitForURL(/kind=demand/);
  await settled(page);
  const cells = page.locator('.board-cell');
  await page.locator('.chip', { hasText: 'fordert' }).waitFor();
  await cells.first().click();
  await page.locator('dialog[open] .event').first().waitFor();

  const { other, there } = await elsewhere(page);
  await there.locator('.chip', { hasText: 'fordert' }).waitFor();
  await there.locator('dialog[open] .event').first().waitFor();
  assert.equal(await there.locator('dialog h2').innerText(), await page.locator('dialog h2').innerText());
  assert.deepEqual(await there.locator('.board-cell').allInnerTexts(), await cells.allInnerTexts());
  await Promise.all([vera.close(), other.close()]);
});

test('the address of an act in its article lights the same words elsewhere', async () => {
  const vera = await person();
  const page = await vera.open('/timeline');
  await page.locator('.timeline-below .event a[href*="/article/"]').first().click();
  await page.waitForURL(/\/article\/.*act=/);
  await settled(page);
  const chosen = await page.locator('.act-card.chosen').innerText();

  const { other, there } = await elsewhere(page);
  assert.equal(await there.locator('.act-card.chosen').innerText(), chosen);
  assert.deepEqual(
    await there.locator('.marked-text').innerText(),
    await page.locator('.marked-text').innerText(),
  );
  await Promise.all([vera.close(), other.close()]);
});

test('going back takes a filter off again', async () => {
  const vera = await person();
  const page = await vera.open('/timeline?kind=threaten');
  const few = await page.locator('.page-facts').innerText();
  await page.locator('.chip', { hasText: 'droht' }).click();
  await page.waitForFunction((before) => document.querySelector('.page-facts')?.textContent !== before, few);
  await page.goBack();
  await page.locator('.chip', { hasText: 'droht' }).waitFor();
  await page.waitForFunction((before) => document.querySelector('.page-facts')?.textContent === before, few);
  await vera.close();
});
