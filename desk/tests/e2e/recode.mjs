// Many acts changed at once: filtered, looked at, changed, taken back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, person, settled } from './desk.mjs';

test('many acts are recoded after a preview, as one decision that is taken back as one', async () => {
  const wanted = await ask('/acts?kind=warn&limit=200');
  const before = await ask('/status');
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
  assert.equal((await ask('/status')).decisions, before.decisions, 'a preview writes nothing');

  await page.fill('#recode-note', 'so verabredet');
  await page.keyboard.press('Enter');
  await page.locator('.made', { hasText: 'berichtigt' }).waitFor();
  assert.equal((await ask('/acts?kind=warn')).items.length, 0);
  const { items: log } = await ask('/decisions?limit=1');
  assert.equal(log[0].note, 'so verabredet');
  assert.deepEqual(new Set(log[0].subjects), new Set(wanted.items.map(({ id }) => id)));

  await page.locator('.made .button').click();
  await page.locator('.made', { hasText: 'zurückgenommen' }).waitFor();
  assert.equal((await ask('/acts?kind=warn')).items.length, wanted.items.length);
  assert.equal((await ask('/status')).unreviewed, before.unreviewed);
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

test('when others have changed the record meanwhile, nothing is recoded unseen', async () => {
  const vera = await person();
  const page = await vera.open('/recode?kind=support&set=status&to=planned');
  await page.locator('.recode-count').waitFor();
  const { items } = await ask('/acts?kind=support');
  // The preview stays as it was, while somebody else decides.
  await page.route('**/recode/preview', (route) => route.abort());
  const other = await person();
  const elsewhere = await other.open(`/review?act=${items[0].id}`);
  await elsewhere.locator('.review-card').waitFor();
  await elsewhere.keyboard.press('k');
  await elsewhere.locator('.kind-grid').waitFor();
  await elsewhere.keyboard.press('s');
  await elsewhere.locator('.review-card .fields', { hasText: 'sagt' }).waitFor();
  await page.unroute('**/recode/preview');
  await page.reload();
  await page.locator('.recode-count').waitFor();
  assert.match(await page.locator('.recode-count').innerText(), new RegExp(`^${items.length - 1} `));
  await elsewhere.keyboard.press('z');
  await page.waitForFunction(
    (number) => document.querySelector('.recode-count')?.textContent.startsWith(`${number} `),
    items.length,
  );
  await Promise.all([vera.close(), other.close()]);
});
