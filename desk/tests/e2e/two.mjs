// Two people at once, each with a login of their own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, GUARDED, logIn, person, settled, until } from './desk.mjs';

const ACT = '#review-source a';

test('without a login nothing of the record is shown; a reader reads and cannot decide', async () => {
  const rita = await person({ desk: GUARDED });
  const refused = await rita.context.request.get(`${GUARDED}/api/v1/board`);
  assert.equal(refused.status(), 401);
  const page = await logIn(rita, 'rita', '/review');
  await page.locator('.review-card').waitFor();
  await page.locator('.notice', { hasText: 'prüft und nimmt auf' }).waitFor();
  assert.ok(await page.locator('.review-confirm').isDisabled());
  const answer = await page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/v1/session')).json();
    const headers = { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' };
    return (await fetch('/api/v1/decisions/undo', { method: 'POST', headers, body: '{}' })).status;
  });
  assert.equal(answer, 403);
  await rita.close();
});

test('a wrong password is told, and lets nobody in', async () => {
  const mallory = await person({ desk: GUARDED });
  const page = await mallory.context.newPage();
  await page.goto('/');
  await page.waitForSelector('#login-name');
  assert.deepEqual(await barriers(page), []);
  await page.fill('#login-name', 'vera');
  await page.fill('#login-password', 'geraten und verloren');
  await page.keyboard.press('Enter');
  await page.locator('.login .notice').waitFor();
  assert.equal(await page.locator('.navigation').count(), 0);
  await mallory.close();
});

test('what one decides, the other sees without reloading', async () => {
  const [vera, jan] = await both();
  const { page: hers } = vera;
  const { page: his } = jan;
  const left = await his.locator('.page-facts strong').innerText();
  await hers.keyboard.press('b');
  await his.locator('.meanwhile', { hasText: 'vera' }).waitFor();
  await his.waitForFunction(
    (before) => document.querySelector('.page-facts strong')?.textContent !== before,
    left,
  );
  assert.deepEqual([...vera.troubles, ...jan.troubles], []);
  await Promise.all([vera.close(), jan.close()]);
});

test('of two who decide about one act at once, the second is shown both decisions and loses neither', async () => {
  const [vera, jan] = await both();
  const id = new URL(await vera.page.locator(ACT).getAttribute('href'), GUARDED).searchParams.get('act');
  await vera.page.keyboard.press('b');
  await jan.page.locator('.meanwhile').waitFor();
  await jan.page.keyboard.press('v');
  const conflict = jan.page.locator('.conflict');
  await conflict.locator('.decision', { hasText: 'vera' }).first().waitFor();
  assert.match(await conflict.innerText(), /verwerfen|verworfen/i);
  assert.equal(await reviewOf(jan.page, id), 'confirmed');
  await conflict.getByRole('button', { name: 'Trotzdem so entscheiden' }).click();
  await conflict.waitFor({ state: 'detached' });
  await until(async () => (await reviewOf(jan.page, id)) === 'rejected');
  const { items } = await answered(jan.page, `/acts/${id}/history`);
  assert.deepEqual(
    items.map(({ who, action }) => `${who} ${action}`),
    ['vera confirm', 'jan reject'],
  );
  await Promise.all([vera.close(), jan.close()]);
});

/** Two reviewers who look at the same act. */
async function both() {
  const people = await Promise.all(
    ['vera', 'jan'].map(async (name) => {
      const someone = await person({ desk: GUARDED });
      const page = await logIn(someone, name, '/review');
      await page.locator(ACT).waitFor();
      return { ...someone, page };
    }),
  );
  await Promise.all(people.map(({ page }) => settled(page)));
  const [first, second] = await Promise.all(people.map(({ page }) => page.locator(ACT).getAttribute('href')));
  assert.equal(first, second);
  return people;
}

async function answered(page, question) {
  return page.evaluate(async (asked) => (await fetch(`/api/v1${asked}`)).json(), question);
}

async function reviewOf(page, id) {
  return (await answered(page, `/acts/${id}`)).act.review;
}
