// An article of 320,000 characters and 2,288 acts is read like a short one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, LONG, overflow, person, until } from './desk.mjs';

const MOST_NODES = 20_000;
const MOST_MS = 50;

let told = null;

/** The article and its acts, in the order of the text. */
async function article() {
  told ??= await ask(`/articles/${(await ask('/articles', LONG)).items[0].id}`, LONG);
  return told;
}

/** Milliseconds that the page has been at work so far, whatever else the machine does. */
async function worked(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** The work it takes to point at something and to show what is lit. */
async function pointing(page, client, target) {
  const before = await worked(client);
  await target.hover();
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
  return (await worked(client)) - before;
}

test('a long article is drawn where one looks, and pointing at an act lights its words at once', async () => {
  const vera = await person({ desk: LONG });
  const { id, acts } = await article();
  assert.ok(acts.length > 2000);
  const page = await vera.open(`/article/${id}`);
  const client = await vera.context.newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < MOST_NODES);
  const took = [];
  for (let place = 0; place < 7; place += 1) {
    took.push(await pointing(page, client, page.locator('.act-card').nth(place)));
    assert.ok(await page.locator('.marked-text .lit.on-trigger').count());
    took.push(await pointing(page, client, page.locator('.marked-text .is-trigger').nth(place)));
    assert.equal(await page.locator('.act-card.lit').count(), 1);
  }
  const middle = took.sort((one, two) => one - two)[took.length >> 1];
  assert.ok(middle < MOST_MS, `pointing took ${took.map(Math.round)} ms`);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('the last act of a long article is shown by its address, and what is scrolled to is drawn', async () => {
  const vera = await person({ desk: LONG });
  const { id, acts, text } = await article();
  const page = await vera.open(`/article/${id}?act=${acts.at(-1).id}`);
  const seen = (selector) =>
    page.locator(selector).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
  await until(() => seen('.marked-text .lit.on-trigger >> nth=0'));
  await until(() => seen('.act-card.chosen'));
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await until(() =>
    page.evaluate(() => {
      const under = document.elementFromPoint(innerWidth / 4, innerHeight / 2);
      return Boolean(under?.closest('.stretch')?.querySelector('.is-trigger'));
    }),
  );
  assert.equal(await page.evaluate(() => document.querySelector('.marked-text').textContent), text);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await overflow(page), 0);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('on paper a long article is drawn as a whole', async () => {
  const vera = await person({ desk: LONG });
  const { id, acts } = await article();
  const page = await vera.open(`/article/${id}`);
  const drawn = () => document.querySelectorAll('.marked-text .is-trigger').length;
  assert.ok((await page.evaluate(drawn)) < acts.length / 4);
  await page.evaluate(`addEventListener('beforeprint', () => { globalThis.printed = (${drawn})(); })`);
  await page.pdf();
  assert.ok((await page.evaluate(() => globalThis.printed)) >= acts.length / 2);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('what a newer version of an article takes back is marked, and leads to that version', async () => {
  const vera = await person({ desk: LONG });
  const page = await vera.open('/timeline?kind=announce&to=2024-01-31');
  const note = page.locator('.event .replaced');
  assert.equal(await note.innerText(), 'in der neueren Fassung nicht mehr');
  await page.locator('.event .evidence').click();
  await page.locator('.newer a').waitFor();
  await page.goBack();
  await note.click();
  await page.locator('.marked-text', { hasText: 'Anfrage seiner Fischer' }).waitFor();
  assert.equal(await page.locator('.newer').count(), 0);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});
