// Adding an article, and one that means harm.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, person, settled } from './desk.mjs';

const LONG = { timeout: 120_000 }; // the first article waits for the network to be loaded

test('a pasted article is read, and what was found appears', async () => {
  const vera = await person();
  const page = await vera.open('/add');
  await paste(page, {
    title: 'Valdorien droht mit Stopp',
    text:
      'Valdorien droht mit Stopp\n\nMarenburg – Valdorien hat Karsland am Montag aufgefordert, die Schleuse bei ' +
      'Tolsk bis Freitag zu öffnen. Karsland lehnte die Forderung am Dienstag ab.',
  });
  await page.locator('.job .found-acts li', { hasText: 'fordert' }).first().waitFor(LONG);
  await page.locator('.job a', { hasText: 'Valdorien droht mit Stopp' }).first().click();
  await settled(page);
  await page.locator('.act-card', { hasText: 'Valdorien' }).first().waitFor();

  const { items } = await ask('/articles?limit=1');
  assert.equal(items[0].title, 'Valdorien droht mit Stopp');
  const kinds = (await ask(`/articles/${items[0].id}`)).acts.map(({ kind }) => kind);
  assert.ok(kinds.includes('demand') && kinds.includes('reject'), kinds.join());
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

test('an empty page of text is refused in words', async () => {
  const vera = await person();
  const page = await vera.open('/add');
  await page.fill('#add-text', '   ');
  assert.ok(await page.locator('.add-form .button.main').isDisabled());
  await vera.close();
});

test('what could not be added is told in German, and put back into its form', async () => {
  const vera = await person();
  const page = await vera.open('/add');
  await page.getByRole('button', { name: 'Adresse', exact: true }).click();
  const url = 'http://127.0.0.1:8080/hafen';
  await page.fill('#add-address', url);
  await page.click('.add-form .button.main');
  const told = page.locator('.job-error', { hasText: 'privaten Netz' });
  await told.waitFor(LONG);
  assert.ok(!/private network|something/.test(await told.evaluate((one) => one.innerText)));
  assert.equal(await page.inputValue('#add-address'), '');
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await page.getByRole('button', { name: 'Wieder einsetzen' }).click();
  assert.equal(await page.inputValue('#add-address'), url);
  await vera.close();
});

test('who asks for a party that is not there is told so once, with nothing to try again', async () => {
  const vera = await person();
  const page = await vera.open('/timeline?party=Gibtsnicht');
  await page.locator('.notice', { hasText: 'Beteiligten gibt es' }).waitFor();
  await settled(page);
  assert.equal(await page.locator('.notice').count(), 1);
  assert.equal(await page.getByRole('button', { name: 'Noch einmal' }).count(), 0);
  assert.ok(!(await page.locator('main').innerText()).includes('/api/'));
  await vera.close();
});

const HARM = [
  '<script>document.title = "genommen"; alert(1)</script>',
  '<img src="/x" onerror="alert(2)">',
  '<svg onload="alert(3)"></svg>',
  '<a href="javascript:alert(4)">hier</a>',
  '"><style>body { display: none }</style>',
  '{{constructor.constructor("alert(5)")()}}',
];
const TURNED = '\u202Eneffo tsi nefaH reD\u202C \u2066(\u2069';

test('a hostile article runs nothing and shows as the text that it is', async () => {
  const vera = await person();
  const page = await vera.open('/add');
  const title = `Drohung ${HARM[1]} \u202Everkehrt`;
  const text =
    `Marenburg – Valdorien hat Karsland ${HARM.join(' ')} am Montag aufgefordert, den ${HARM[0]} Hafen zu öffnen. ` +
    `Minister Ilja ${TURNED} Soren sagte: „Wir fordern ${HARM[3]} ein Ende.“`;
  await paste(page, {
    title,
    text,
    url: 'https://bote.example/a"onmouseover="alert(6)',
    published: '2024-04-10',
  });
  await page.locator('.job .found-acts li').first().waitFor(LONG);
  const { items } = await ask('/articles?limit=50');
  const { id } = items.find((article) => article.title?.startsWith('Drohung'));
  assert.ok((await ask(`/articles/${id}`)).acts.length > 0);
  const { acts } = await ask(`/articles/${id}`);

  for (const path of [
    `/article/${id}?act=${acts[0].id}`,
    '/articles',
    '/timeline',
    `/review?act=${acts[0].id}`,
  ]) {
    await page.goto(path);
    await settled(page);
    assert.deepEqual(await page.evaluate(foreign), [], path);
  }
  await page.goto(`/article/${id}`);
  await settled(page);
  const shown = await page.locator('.marked-text').innerText();
  const plain = shown.replace(/\s+/g, ' ');
  for (const harm of HARM) assert.ok(plain.includes(harm), `${harm}\nin ${plain}`);
  assert.ok(plain.includes('neffo tsi nefaH reD'));
  assert.ok(!/[\u202A-\u202E\u2066-\u2069]/.test(await page.locator('body').innerText()));
  assert.ok(!(await page.title()).includes('genommen'));
  assert.deepEqual(vera.troubles, []);
  await vera.close();
});

/** What stands in a page that only the article can have brought there. */
function foreign() {
  const own = (element) => new URL(element.src, location.href).origin === location.origin && element.src;
  return [...document.querySelectorAll('*')]
    .filter(
      (element) =>
        (element.matches('script') && !own(element)) ||
        element.matches('img, style, iframe, object, embed, base') ||
        /^\s*javascript:/i.test(element.getAttribute('href') ?? '') ||
        [...element.attributes].some(({ name }) => name.startsWith('on')),
    )
    .map((element) => element.outerHTML.slice(0, 200));
}

async function paste(page, { title, text, url = '', published = '2024-04-09' }) {
  await page.fill('#add-text', text);
  await page.fill('#add-title', title);
  await page.fill('#add-published', published);
  if (url) await page.fill('#add-url', url);
  await page.click('.add-form .button.main');
}
