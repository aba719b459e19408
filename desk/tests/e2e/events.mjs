// Events: one that is two is split, two that are one are merged, and either is taken back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, barriers, GUARDED, logIn, person, until } from './desk.mjs';

/** Events that two articles tell, as their pages show them; what was rejected tells nothing. */
async function told() {
  const { items } = await ask('/timeline?limit=200');
  const several = items.filter(({ acts }) => acts.length === 2);
  const shown = await Promise.all(several.map(({ lead }) => ask(`/acts/${lead}`)));
  return shown.filter(({ witnesses }) => witnesses.length === 2);
}

test('an event shows who tells it and where they differ, each with its place', async () => {
  const { event, differences } = (await told()).find((shown) => shown.differences.length > 0);
  const vera = await person();
  const page = await vera.open(`/event/${event.lead}`);
  assert.equal(await page.locator('.witness').count(), 2);
  for (const id of event.acts) {
    assert.equal(await page.locator(`.witness a[href^="/article/"][href*="act=${id}"]`).count(), 1, id);
    assert.equal(await page.locator(`.witness a[href="/review?act=${id}"]`).count(), 1, id);
  }
  assert.equal(await page.locator('.differences > div').count(), differences.length);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('by keyboard a witness is split off, the two are merged again, and both are in the history', async () => {
  const [{ event }] = await told();
  const second = event.acts.find((id) => id !== event.lead);
  const vera = await person();
  const page = await vera.open(`/event/${event.lead}`);
  const boxes = page.locator('.witness input');
  await boxes.nth(event.acts.indexOf(second)).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /abtrennen/ }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.made', { hasText: 'getrennt' }).waitFor();
  await page.locator('.witness input').first().waitFor({ state: 'detached' });
  assert.ok(await page.evaluate(() => document.activeElement?.classList.contains('made')));
  await until(async () => (await ask(`/acts/${event.lead}`)).event.acts.join() === event.lead);

  await page.locator('.candidates .button').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/with=/);
  await page.locator('.beside .witness').nth(1).waitFor();
  assert.deepEqual(await barriers(page), []);
  const address = page.url();
  const other = await person();
  const there = await other.open(new URL(address).pathname + new URL(address).search);
  await there.locator('.beside .witness').nth(1).waitFor();
  await other.close();
  await page.locator('.merge .button.main').focus();
  await page.keyboard.press('Enter');
  await page.locator('.made', { hasText: 'zusammengelegt' }).waitFor();
  await page.locator('.decisions .decision', { hasText: 'getrennt' }).first().waitFor();
  await page.locator('.decisions .decision', { hasText: 'zusammengelegt' }).first().waitFor();
  const wanted = [...event.acts].sort().join();
  await until(async () => [...(await ask(`/acts/${event.lead}`)).event.acts].sort().join() === wanted);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('a decision about events is taken back where it was made', async () => {
  const [{ event }] = await told();
  const before = await ask('/status');
  const vera = await person();
  const page = await vera.open(`/event/${event.lead}`);
  await page.locator('.witness input').first().check();
  await page.getByRole('button', { name: /abtrennen/ }).click();
  await page.locator('.made .button', { hasText: 'Zurücknehmen' }).click();
  await page.locator('.made', { hasText: 'zurückgenommen' }).waitFor();
  await page.locator('.witness').nth(1).waitFor();
  await until(async () => (await ask('/status')).decisions === before.decisions + 2);
  await until(async () => (await ask('/status')).events === before.events);
  await vera.close();
});

test('of two who decide about one event at once, the second is shown the decision of the first', async () => {
  const [{ event }] = await told();
  const [vera, jan] = await Promise.all(
    ['vera', 'jan'].map(async (name) => {
      const someone = await person({ desk: GUARDED });
      return { ...someone, page: await logIn(someone, name, `/event/${event.lead}`) };
    }),
  );
  const answered = (page, question) =>
    page.evaluate(async (asked) => (await fetch(`/api/v1${asked}`)).json(), question);
  const { event: there } = await answered(vera.page, `/acts/${event.lead}`);
  const place = there.acts.findIndex((id) => id !== there.lead);
  for (const { page } of [vera, jan]) await page.locator('.witness input').nth(place).check();
  // Jan's page hears nothing of it: he decides about what he has seen.
  await jan.page.route('**/api/v1/acts/**', (route) => route.abort());
  await vera.page.getByRole('button', { name: /abtrennen/ }).click();
  await vera.page.locator('.made').waitFor();
  await jan.page.getByRole('button', { name: /abtrennen/ }).click();
  const conflict = jan.page.locator('.conflict');
  await conflict.locator('.decision', { hasText: 'vera' }).first().waitFor();
  assert.match(await conflict.innerText(), /abtrennen/);
  await conflict.getByRole('button', { name: 'So lassen' }).click();
  await conflict.waitFor({ state: 'detached' });
  await vera.page.locator('.made .button').click();
  await until(async () => (await answered(vera.page, `/acts/${event.lead}`)).event.acts.length === 2);
  await Promise.all([vera.close(), jan.close()]);
});
