// The brief: on the page, as Markdown and on paper, in the language of the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPEN, person } from './desk.mjs';

const LANGUAGES = [
  ['de', /^# Lage seit 18\.03\.2024\n/, 'Offene Forderungen und Angebote', 'Als Markdown kopieren', 'droht'],
  ['en', /^# Situation since 18 Mar 2024\n/, 'Open demands and offers', 'Copy as Markdown', 'threatens'],
];

for (const [language, title, section, copy, kind] of LANGUAGES) {
  test(`the brief is copied, taken along and printed in the language ${language}`, async () => {
    const vera = await person({ language });
    await vera.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: OPEN });
    const page = await vera.open('/brief?from=2024-03-18');
    await page.getByRole('button', { name: copy }).click();
    await page.locator('.brief-tools [role="status"]', { hasText: /./ }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, title);
    assert.ok(text.includes(`## ${section}\n`) && text.includes(kind), text);

    const address = await page.locator('.brief-tools a[download]').getAttribute('href');
    const taken = await (await vera.context.request.get(OPEN + address)).text();
    assert.ok(taken.includes(`<html lang="${language}">`) && taken.includes(`<h2>${section}</h2>`));

    for (const line of await page.locator('.brief-line').all()) {
      const [evidence, review] = [line.locator('.evidence'), line.locator('.review-link')];
      const act = new URL(await evidence.getAttribute('href'), OPEN).searchParams.get('act');
      assert.equal(await review.getAttribute('href'), `/review?act=${encodeURIComponent(act)}`);
    }

    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.brief h2', { hasText: section }).isVisible());
    assert.ok(await page.locator('.brief-line .evidence').first().isVisible());
    assert.match(
      await page.locator('.on-paper').innerText(),
      /krise\.db · .*2 Apr 2024|krise\.db · .*02\.04\.2024/,
    );
    for (const hidden of ['.masthead', '.filters', '.brief-tools', '.review-link']) {
      assert.ok(await page.locator(hidden).first().isHidden(), hidden);
    }
    assert.deepEqual(vera.troubles, []);
    await vera.close();
  });
}
