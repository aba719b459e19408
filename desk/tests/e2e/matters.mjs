// Matters and parties: named, drawn together, taken apart; and the log that tells it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, person, settled, until } from './desk.mjs';

async function busiest() {
  return (await ask('/matters')).items[0];
}

/** Opens a menu of the page's tools. */
async function open(page, name) {
  await page.locator('.page-tools').getByRole('button', { name }).click();
}

/** Takes back what was just decided. */
async function takeBack(page) {
  await page.locator('.made .button').click();
  await page.locator('.made', { hasText: 'zurückgenommen' }).waitFor();
}

test('a matter is renamed, and gets its name back', async () => {
  const matter = await busiest();
  const vera = await person();
  const page = await vera.open(`/matter/${matter.id}`);
  await open(page, 'Umbenennen');
  await page.fill('#matter-name', 'Streit um den Damm');
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: 'Streit um den Damm' }).waitFor();
  await takeBack(page);
  await page.locator('h1', { hasText: matter.name }).waitFor();
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('words are pinned to a matter and shown there', async () => {
  const matter = await busiest();
  const vera = await person();
  const page = await vera.open(`/matter/${matter.id}`);
  await open(page, 'Wörter festlegen');
  await page.locator('.matter-tool .chips .button').first().click();
  await page.fill('#pin-words', 'Schleuse, Wehr');
  await page.keyboard.press('Enter');
  await page.locator('.page-facts', { hasText: 'festgelegt:' }).waitFor();
  await until(async () => (await ask(`/matters/${matter.id}`)).matter.pinned.length === 3);
  await takeBack(page);
  await until(async () => (await ask(`/matters/${matter.id}`)).matter.pinned.length === 0);
  await vera.close();
});

test('two matters become one, and two again', async () => {
  const [first, second] = (await ask('/matters')).items;
  const vera = await person();
  const page = await vera.open(`/matter/${second.id}`);
  await open(page, 'Zusammenlegen');
  await page.keyboard.type(first.name.slice(0, 6));
  await page.locator('.merge-into .option', { hasText: first.name }).click();
  await page.locator('.merge-into .button.main').click();
  await page.waitForURL(new RegExp(`/matter/${first.id}\\?decision=`));
  await page.locator('h1', { hasText: first.name }).waitFor();
  await until(async () => (await ask(`/matters/${first.id}`)).matter.acts === first.acts + second.acts);
  await takeBack(page);
  await until(async () => (await ask(`/matters/${second.id}`)).matter.acts === second.acts);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('events are taken out of a matter into a new one', async () => {
  const matter = await busiest();
  const vera = await person();
  const page = await vera.open(`/matter/${matter.id}`);
  await page.getByRole('button', { name: 'Ereignisse anders zuordnen' }).click();
  await page.locator('.pickable input').nth(0).check();
  await page.locator('.pickable input').nth(1).check();
  await page.locator('.elsewhere', { hasText: '2 Ereignisse ausgewählt' }).waitFor();
  await page.fill('.elsewhere input', 'Gipfel am Fluss');
  await page.locator('.elsewhere .option', { hasText: 'neu' }).click();
  await page.locator('h1', { hasText: 'Gipfel am Fluss' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.page-profile .events > li').length === 2);
  await takeBack(page);
  await until(async () => (await ask(`/matters/${matter.id}`)).matter.acts === matter.acts);
  await vera.close();
});

test('two parties are said to be one, and that is taken back', async () => {
  const before = await ask('/parties/Lindmark');
  const vera = await person();
  const page = await vera.open(`/party/${encodeURIComponent(before.id)}`);
  await open(page, 'Ist dieselbe wie');
  await page.keyboard.type('Küst');
  await page.locator('.merge-into .option', { hasText: 'Küstenbund' }).click();
  await page.locator('.merge-into .button.main').click();
  await page.locator('h1', { hasText: 'Küstenbund' }).waitFor();
  await page.locator('.decisions', { hasText: 'Parteien zusammengelegt' }).waitFor();
  await takeBack(page);
  await until(async () => (await ask(`/parties/${before.id}`)).events === before.events);
  await vera.close();
});

test('the log tells who decided what about what, leads there, and takes back', async () => {
  const { items } = await ask('/acts?kind=offer&limit=1');
  const vera = await person();
  const page = await vera.open(`/review?act=${items[0].id}`);
  await page.locator(`#review-source a[href*="${items[0].id}"]`).waitFor();
  await page.keyboard.press('b');
  await page.waitForFunction(
    (id) => !document.querySelector('#review-source a')?.href.includes(id),
    items[0].id,
  );
  await page.goto('/decisions');
  await settled(page);
  const line = page.locator('.decision-log > li').first();
  await line.locator('.decision', { hasText: 'bestätigt' }).waitFor();
  await line.locator('.decision-subjects', { hasText: 'bietet an' }).waitFor();
  const subject = line.locator('.decision-subjects a');
  assert.match(await subject.getAttribute('href'), new RegExp(`act=${items[0].id}`));
  assert.ok(!(await subject.innerText()).includes(items[0].id), 'told in words');

  await line.getByRole('button', { name: 'Zurücknehmen' }).click();
  await page
    .locator('.decision-log > li')
    .first()
    .locator('.decision', { hasText: 'zurückgenommen' })
    .waitFor();
  await page.locator('.decision-log > li').nth(1).locator('.decision.undone').waitFor();
  await until(async () => (await ask(`/acts/${items[0].id}`)).act.review === items[0].review);
  await page
    .getByRole('button', { name: /nur von/ })
    .first()
    .click();
  await page.waitForURL(/who=/);
  await page.getByRole('button', { name: 'Alle Entscheidungen' }).waitFor();
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('what became of a commitment is said by hand, and taken back in the log', async () => {
  const { items } = await ask('/commitments?status=pending');
  const vera = await person();
  const page = await vera.open('/commitments?status=pending');
  const card = page.locator('.commitment').first();
  await card.locator('.settle .button', { hasText: 'verfallen' }).click();
  await page.waitForFunction(
    (number) => document.querySelectorAll('.commitment').length === number,
    items.length - 1,
  );
  await until(async () => {
    const { commitment } = await ask(`/commitments/${encodeURIComponent(items[0].id)}`);
    return commitment.status === 'lapsed' && commitment.confirmed;
  });
  await page.goto('/decisions');
  await settled(page);
  await page.getByRole('button', { name: 'Zurücknehmen' }).first().click();
  await page.locator('.decision.undone').first().waitFor();
  await until(async () => (await ask('/commitments?status=pending')).items.length === items.length);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('the words of German articles are marked as German on English pages', async () => {
  const john = await person({ language: 'en' });
  const page = await john.open('/timeline');
  const content = page.locator('.timeline-below .event-content bdi').first();
  assert.equal(await content.getAttribute('lang'), 'de');
  await page.goto('/');
  await settled(page);
  assert.equal(await page.locator('.board-cell-content bdi').first().getAttribute('lang'), 'de');
  await john.close();
});
