// Answers to demands and offers: linked by hand, taken away, taken back; and what settles an offer without any.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, barriers, person, settled, until } from './desk.mjs';

async function press(page, locator) {
  await locator.focus();
  await page.keyboard.press('Enter');
}

const answersTo = async (opening) => (await ask(`/exchanges/${opening}`)).exchange.answers;

test('by keyboard an answer is linked by hand, taken away again, and that is taken back', async () => {
  const { items } = await ask('/exchanges?status=open&limit=200');
  const { opening } = items.find(({ answers, opening }) => !answers.length && opening.recipients.length);
  const vera = await person();
  const page = await vera.open('/exchanges?status=open');
  const card = page.locator('.exchange', { has: page.locator(`#event-${opening.id}`) });
  await press(page, card.getByRole('link', { name: 'Antwort von Hand verbinden' }));
  await page.waitForURL(/\/event\/.+link=/);
  await settled(page);
  await until(() => page.evaluate(() => document.activeElement?.id === 'link-title'));
  await press(page, page.locator('.linking .candidates .button').first());
  await page.locator('.link-kinds input:focus').waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.made:focus', { hasText: 'verbunden' }).waitFor();
  await until(async () => (await answersTo(opening.id)).length === 1);
  const [answer] = await answersTo(opening.id);
  assert.deepEqual([answer.kind, answer.confirmed], ['reject', true]);

  const away = page.locator('.answer').getByRole('button', { name: /Verbindung lösen/ });
  await press(page, away);
  await page.locator('.made', { hasText: 'getrennt' }).waitFor();
  await until(async () => (await answersTo(opening.id)).length === 0);
  await press(page, page.locator('.made .button', { hasText: 'Zurücknehmen' }));
  await page.locator('.made', { hasText: 'zurückgenommen' }).waitFor();
  await until(async () => (await answersTo(opening.id)).length === 1);
  await press(page, away);
  await until(async () => (await answersTo(opening.id)).length === 0);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('an event is linked to the demand that it answers, and the link is taken back where it was made', async () => {
  const { items } = await ask('/timeline?kind=reject&order=newest&limit=200');
  const event = items.find(({ recipients }) => recipients.length > 0);
  const vera = await person();
  const page = await vera.open(`/event/${event.lead}`);
  const first = page.locator('.linking .candidates > li').first();
  const opening = (await first.locator('.event').getAttribute('id')).replace('event-', '');
  assert.ok((await answersTo(opening)).every((answer) => answer.event.id !== event.id));
  await press(page, first.locator('.button'));
  await page.getByRole('radio', { name: 'hält dagegen' }).check();
  await press(page, page.getByRole('button', { name: 'Verbinden', exact: true }));
  const kinds = async () =>
    (await answersTo(opening)).filter((answer) => answer.event.id === event.id).map(({ kind }) => kind);
  await until(async () => (await kinds()).join() === 'counter');
  await press(page, page.locator('.made .button', { hasText: 'Zurücknehmen' }));
  await until(async () => (await kinds()).length === 0);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('on the page of the exchanges a suggestion is refused and the refusal is taken back', async () => {
  const { items } = await ask('/exchanges?status=agreed&limit=200');
  const { opening } = items.find(({ answers }) => answers.length === 1 && !answers[0].confirmed);
  const vera = await person();
  const page = await vera.open('/exchanges?status=agreed');
  const card = page.locator('.exchange', { has: page.locator(`#event-${opening.id}`) });
  await press(page, card.getByRole('button', { name: /^stimmt nicht/ }));
  await until(async () => (await answersTo(opening.id)).length === 0);
  await press(page, page.locator('.made .button', { hasText: 'Zurücknehmen' }));
  await until(async () => (await answersTo(opening.id)).length === 1);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('an offer that nobody answered says what settled it', async () => {
  const pending = (await ask('/commitments?status=pending&limit=200')).items;
  const open = (await ask('/exchanges?status=open&limit=200')).items;
  const { id } = open.find((one) => pending.some((other) => other.id === one.id));
  const vera = await person();
  const page = await vera.open('/commitments?status=pending');
  const place = pending.findIndex((one) => one.id === id);
  await press(page, page.locator('.commitment').nth(place).getByRole('button', { name: 'eingetreten' }));
  await page.locator('.made', { hasText: 'Ausgang bestimmt' }).waitFor();
  const there = await vera.open('/exchanges?status=settled');
  const card = there.locator('.exchange', { has: there.locator(`#event-${id}`) });
  await card.locator('.settled-by', { hasText: 'eingetreten' }).waitFor();
  await press(page, page.locator('.made .button', { hasText: 'Zurücknehmen' }));
  await until(async () => (await ask(`/exchanges/${id}`)).exchange.status === 'open');
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});
