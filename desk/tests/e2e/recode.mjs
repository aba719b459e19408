// Many acts changed at once: filtered, looked at, changed, taken back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, person, settled, until } from './desk.mjs';

test('many acts are recoded after a preview, as one decision that is taken back as one', async () => {
  const wanted = await ask('/acts?kind=warn&limit=200');
  const before = await ask('/status');
  const log = async () => (await ask('/decisions?limit=1')).items[0] ?? null;
  const last = await log();
  assert.ok(wanted.items.length > 1);
  const vera = await person();
  const page = await vera.open('/recode?kind=warn');
  await page.selectOption('#recode-field', 'kind');
  await page.selectOption('#recode-value', 'threaten');
  await page.waitForURL(/set=kind&to=threaten/);
  const rows = page.locator('.recode-examples tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), wanted.items.length);
  assert.match(await rows.first().locator('td').nth(0).innerText(), /warnt/);
  assert.match(await rows.first().locator('td').nth(1).innerText(), /droht/);
  assert.deepEqual(await log(), last, 'a preview writes nothing');

  await page.fill('#recode-note', 'so verabredet');
  await page.keyboard.press('Enter');
  await page.locator('.made', { hasText: 'berichtigt' }).waitFor();
  await until(async () => (await ask('/acts?kind=warn')).items.length === 0);
  const done = await log();
  assert.equal(done.note, 'so verabredet');
  assert.deepEqual(new Set(done.subjects), new Set(wanted.items.map(({ id }) => id)));

  await page.locator('.made .button').click();
  await page.locator('.made', { hasText: 'zurückgenommen' }).waitFor();
  await until(async () => (await ask('/acts?kind=warn')).items.length === wanted.items.length);
  await until(async () => (await ask('/status')).unreviewed === before.unreviewed);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('the address of a preview shows the same elsewhere; without a filter nothing can be changed', async () => {
  const vera = await person();
  const page = await vera.open('/recode?party=XKA&kind=reject&set=recipients&to=Valdorien%7CKüstenbund');
  const count = page.locator('.recode-count');
  await count.waitFor();
  assert.match(await page.locator('.recode-examples td').nth(1).innerText(), /Valdorien, Küstenbund/);
  const john = await person({ language: 'en', width: 390 });
  const { pathname, search } = new URL(page.url());
  const there = await john.open(pathname + search);
  await there.locator('.recode-count', { hasText: /\d+ acts/ }).waitFor();
  await page.goto('/recode?set=kind&to=threaten');
  await settled(page);
  await page.locator('.notice', { hasText: 'Filter' }).waitFor();
  assert.equal(await page.locator('.recode-apply').count(), 0);
  await Promise.all([vera.close(), john.close()]);
});

test('when others have changed the record since the preview, nothing is recoded unseen', async () => {
  const { items } = await ask('/acts?kind=support&limit=200');
  const vera = await person();
  const page = await vera.context.newPage();
  await page.route('**/api/v1/events', (route) => route.abort()); // it hears nothing of what others do
  await page.goto('/recode?kind=support&set=status&to=planned');
  await page.locator('.recode-count', { hasText: `${items.length} ` }).waitFor();
  const other = await person();
  const elsewhere = await other.open(`/review?act=${items[0].id}`);
  await elsewhere.locator(`#review-source a[href*="${items[0].id}"]`).waitFor();
  await elsewhere.keyboard.press('k');
  await elsewhere.locator('.kind-grid').waitFor();
  await elsewhere.keyboard.press('s');
  await elsewhere.locator('.review-card .fields', { hasText: 'sagt' }).waitFor();

  await page.locator('.recode-apply .button').click();
  await page.locator('.notice', { hasText: 'Jemand hat inzwischen' }).waitFor();
  await page.locator('.recode-count', { hasText: `${items.length - 1} ` }).waitFor();
  const now = await Promise.all(items.map(async ({ id }) => (await ask(`/acts/${id}`)).act.status));
  assert.deepEqual(
    now,
    items.map(({ status }) => status),
  );

  await elsewhere.keyboard.press('z');
  await elsewhere.locator('.review-card .fields', { hasText: 'unterstützt' }).waitFor();
  await Promise.all([vera.close(), other.close()]);
});
