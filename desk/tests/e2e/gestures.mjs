// What is done by mouse: words clicked and drawn over, the strip and the figure, files dropped and chosen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, person, settled, still, until } from './desk.mjs';

const LONG = { timeout: 120_000 }; // the first article waits for the network to be loaded

/** What each layer of an article puts on its words. */
const LAYERS = {
  acts: '.is-trigger',
  statements: '[class*="is-quote-"]',
  parties: '.is-mention',
  times: '.is-time',
};

const QUOTED =
  'Klage über den Deich\n\nMarenburg – Karsland warf Valdorien am Freitag vor, den Deich bei Tolsk zu beschädigen. ' +
  '„Wir fordern, dass Valdorien den Deich bis Montag räumt“, sagte der karsländische Minister Ilja Soren am Samstag.';

/** The page of an article in which every layer marks something; it is read at the first call. */
async function marked(someone) {
  const page = await someone.open('/add');
  await page.fill('#add-text', QUOTED);
  await page.fill('#add-published', '2024-04-13');
  await page.click('.add-form .button.main');
  await page.locator('.job .found-acts li').first().waitFor(LONG);
  await page.locator('.job a', { hasText: 'Klage' }).first().click();
  await page.locator('.marked-text .is-trigger').first().waitFor();
  await settled(page);
  return page;
}

/** The parameter of an address, or null. */
const said = (page, name) => new URL(page.url()).searchParams.get(name);

/** Presses the mouse at a place and lets it go at another; each a share of a box. */
async function draw(page, locator, from, to) {
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.move(x + from * width, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + to * width, y + height / 2, { steps: 6 });
  await page.mouse.up();
}

test('a word of an article is clicked, what rests on it is shown, and it leads to the act', async () => {
  const vera = await person();
  const page = await marked(vera);
  const peek = page.locator('.peek');
  assert.equal(await peek.count(), 0);
  const heading = peek.locator('h2');
  const parts = () => peek.locator('.peek-part').allInnerTexts();

  const mention = page.locator('.marked-text .is-mention:not(.is-trigger)').first();
  await mention.click();
  await peek.waitFor();
  const name = (await mention.innerText()).trim();
  assert.ok((await heading.innerText()).includes(name), `${await heading.innerText()} of ${name}`);
  assert.ok((await parts()).includes('Nennung'), (await parts()).join());

  const before = await heading.innerText();
  await page.locator('.marked-text .is-trigger').first().click();
  await until(async () => (await heading.innerText()) !== before);
  assert.ok((await parts()).includes('Auslöser'), (await parts()).join());
  await peek.locator('button.link').first().click();
  await peek.waitFor({ state: 'detached' });
  await until(() => said(page, 'act') !== null);
  await page.locator('.act-card.chosen').waitFor();

  await mention.click();
  await peek.getByRole('button', { name: 'Schließen' }).click();
  await peek.waitFor({ state: 'detached' });
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('a layer that is switched off takes its marks away, also after a reload, and on again brings them back', async () => {
  const vera = await person();
  const page = await marked(vera);
  const number = (marks) => page.locator(`.marked-text ${marks}`).count();
  const become = (marks, wanted) => until(async () => (await number(marks)) === wanted);
  const all = {};
  for (const [layer, marks] of Object.entries(LAYERS)) {
    all[layer] = await number(marks);
    assert.ok(all[layer] > 0, layer);
  }
  const every = await number('.m');
  const toggle = (layer) => page.locator(`.layers .layer-${layer} input`).click();
  for (const [layer, marks] of Object.entries(LAYERS)) {
    await toggle(layer);
    await become(marks, 0);
  }
  assert.equal(await number('.m'), 0);
  await page.reload();
  await settled(page);
  assert.equal(await number('.m'), 0);
  for (const layer of Object.keys(LAYERS).reverse()) {
    await toggle(layer);
    await until(async () => (await number(LAYERS[layer])) > 0);
  }
  await become('.m', every);
  for (const [layer, marks] of Object.entries(LAYERS)) assert.equal(await number(marks), all[layer], layer);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('in review the words drawn over are the content of the act', async () => {
  const vera = await person();
  const { items } = await ask('/review?limit=200&to=2024-04-02'); // not what other tests have added
  const { id } = items.find(({ act: { spans } }) => spans.sentence?.[1] - spans.sentence?.[0] > 80).act;
  const page = await vera.open(`/review?act=${id}`);
  await page.keyboard.press('i');
  await page.locator('.span-editor:focus').waitFor();
  const words = page.locator('.span-editor .word:not(.outside)');
  const chosen = () => page.locator('.span-editor .word.chosen').allInnerTexts();
  const [first, last] = [words.nth(1), words.nth(3)];
  const wanted = (await words.allInnerTexts()).slice(1, 4);
  assert.notDeepEqual(await chosen(), wanted);
  await first.hover();
  await page.mouse.down();
  await last.hover();
  await page.mouse.up();
  assert.deepEqual(await chosen(), wanted);
  await words.nth(6).hover();
  assert.deepEqual(await chosen(), wanted, 'what is pointed at later changes nothing');
  const says = (await page.locator('.span-says').innerText()).replace(/^.*?:\s*/, '');
  assert.equal(says.replace(/\s+/g, ''), wanted.join(''));
  await page.locator('.span-editor .button.main').click();
  await page.locator('.span-editor').waitFor({ state: 'detached' });
  await until(async () => (await ask(`/acts/${id}`)).act.content?.replace(/\s+/g, '') === wanted.join(''));
  await page.locator('.field-content .field-value', { hasText: says }).waitFor();
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('the time that is drawn over the strip is the filter, and a click beside it takes it off', async () => {
  const vera = await person();
  const page = await vera.open('/timeline');
  const strip = page.locator('.overview .brush .overlay');
  await strip.waitFor();
  await still(page);
  const { first, last, total } = await ask('/timeline/density?by=none');
  await draw(page, strip, 0.3, 0.6);
  await until(() => said(page, 'from') && said(page, 'to'));
  const [from, to] = [said(page, 'from'), said(page, 'to')];
  assert.ok(first < from && from < to && to < last, `${from} to ${to}, of ${first} to ${last}`);
  const inside = (await ask(`/timeline/density?by=none&from=${from}&to=${to}`)).total;
  assert.ok(inside > 0 && inside < total);
  const counted = (number) => page.locator('.page-facts', { hasText: new RegExp(`^${number} `) }).waitFor();
  await counted(inside);

  const { x, y, width, height } = await strip.boundingBox();
  await page.mouse.click(x + 0.1 * width, y + height / 2);
  await until(() => said(page, 'from') === null && said(page, 'to') === null);
  await counted(total);
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

/** How many days the address of a timeline shows; Infinity where it names none. */
function span(page) {
  const [from, to] = [said(page, 'from'), said(page, 'to')];
  return from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : Number.POSITIVE_INFINITY;
}

test('plus and the wheel with Ctrl come closer on the timeline, minus, 0 and the wheel lead back', async () => {
  const vera = await person();
  const page = await vera.open('/timeline');
  await page.locator('.overview .brush .overlay').waitFor();
  await still(page);
  const changed = async (gesture, isSo) => {
    const before = span(page);
    await gesture();
    await until(() => isSo(span(page), before));
    await still(page);
  };
  const press = (key) => () => page.keyboard.press(key);
  await changed(press('+'), (now) => now < Number.POSITIVE_INFINITY);
  await changed(press('+'), (now, before) => now < before);
  await changed(press('-'), (now, before) => now > before);
  await changed(press('0'), (now) => now === Number.POSITIVE_INFINITY);

  await page.locator('.timeline-area').hover({ position: { x: 700, y: 40 } });
  await page.mouse.wheel(0, -300);
  await still(page);
  await page.waitForTimeout(600);
  assert.equal(span(page), Number.POSITIVE_INFINITY, 'without Ctrl the wheel scrolls the page');
  await page.keyboard.down('Control');
  await changed(
    () => page.mouse.wheel(0, -300),
    (now) => now < Number.POSITIVE_INFINITY,
  );
  await changed(
    () => page.mouse.wheel(0, 100),
    (now, before) => now > before,
  );
  await page.keyboard.up('Control');
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

/** The demands and offers that a page lists. */
function listed(page) {
  return page.locator('.exchange').evaluateAll((all) => all.map((one) => one.querySelector('.event').id));
}

/** The first of some filters under which some demands and offers are left, but not all, and which these are. */
async function narrowing(filters) {
  const idsOf = async (query) =>
    (await ask(`/exchanges?${query}`)).items.map(({ opening }) => `event-${opening.id}`);
  const all = await idsOf('');
  for (const filter of filters) {
    const ids = await idsOf(new URLSearchParams(filter));
    if (ids.length && ids.join() !== all.join()) return { filter, ids, all };
  }
  assert.fail('nothing narrows the list');
}

test('a party of the figure is clicked and filters the demands, and again takes it off', async () => {
  const { nodes } = await ask('/graph?parties=12');
  const { filter, ids, all } = await narrowing(nodes.map(({ id }) => ({ party: id })));
  const { name } = nodes.find(({ id }) => id === filter.party);
  const vera = await person();
  const page = await vera.open('/exchanges');
  assert.deepEqual(await listed(page), all);
  const node = page.locator(`.graph .node[aria-label^="${name},"]`);
  await node.locator('circle').click();
  await until(() => said(page, 'party') === filter.party);
  await until(async () => (await listed(page)).join() === ids.join());
  assert.equal(await node.getAttribute('aria-pressed'), 'true');
  await node.locator('circle').click();
  await until(() => said(page, 'party') === null);
  await until(async () => (await listed(page)).join() === all.join());
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('an arrow of the figure is clicked and filters the demands by who and towards whom', async () => {
  const { nodes, edges } = await ask('/graph?parties=12');
  const { filter, ids, all } = await narrowing(edges.map(({ from, to }) => ({ party: from, recipient: to })));
  const nameOf = (wanted) => nodes.find(({ id }) => id === wanted).name;
  const vera = await person();
  const page = await vera.open('/exchanges');
  assert.deepEqual(await listed(page), all);
  const title = `${nameOf(filter.party)} → ${nameOf(filter.recipient)}:`;
  const arrow = page.locator('.graph .edge', { hasText: title });
  await arrow.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await arrow.locator('.edge-sign').boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
  await until(() => said(page, 'party') === filter.party && said(page, 'recipient') === filter.recipient);
  await until(async () => (await listed(page)).join() === ids.join());
  await page.locator('.graph .edge.on', { hasText: title }).waitFor();
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

const TEXT =
  'Marenburg – Valdorien hat Karsland am Montag aufgefordert, den Damm bei Tolsk bis Freitag zu räumen. ' +
  'Karsland wies die Forderung am Dienstag zurück.';

const GIVEN = {
  dropped: async (page, name, text) => {
    const dataTransfer = await page.evaluateHandle(
      (file) => {
        const given = new DataTransfer();
        given.items.add(new File([file.text], file.name, { type: 'text/plain' }));
        return given;
      },
      { name, text },
    );
    await page.locator('.drop').dispatchEvent('dragover', { dataTransfer });
    await page.locator('.drop.over').waitFor();
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer });
  },
  chosen: (page, name, text) =>
    page
      .locator('.drop input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }),
};

for (const [way, give] of Object.entries(GIVEN)) {
  test(`a file that is ${way} is added, and what was found appears`, async () => {
    const title = `Streit um den Damm (${way})`;
    const vera = await person();
    const page = await vera.open('/add');
    await page.getByRole('button', { name: 'Dateien', exact: true }).click();
    const read = page.locator('.add-form .button.main');
    assert.ok(await read.isDisabled());
    await give(page, `damm-${way}.txt`, `${title}\n\n${TEXT}`);
    await page.locator('.file-list', { hasText: `damm-${way}.txt` }).waitFor();
    assert.equal(await page.locator('.drop.over').count(), 0);
    await page.fill('.add-form [name="published"]', '2024-04-10');
    await read.click();
    await page.locator('.job .found-acts li', { hasText: 'fordert' }).first().waitFor(LONG);
    await page.locator('.file-list').waitFor({ state: 'detached' });
    const article = (await ask('/articles?limit=50')).items.find((one) => one.title === title);
    const { acts } = await ask(`/articles/${article.id}`);
    assert.equal(await page.locator('.job .found-acts li').count(), acts.length);
    assert.deepEqual(vera.troubles, []);
    await vera.close();
  });
}
