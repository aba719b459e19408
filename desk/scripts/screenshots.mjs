// Makes the pictures of docs/desk.md in the folder DESK_PICTURES. scripts/screenshots starts the desks for it and makes the
// files small.
import { join } from 'node:path';
import { ask, launch, logIn, person, quit, settled } from '../tests/e2e/desk.mjs';

const folder = process.env.DESK_PICTURES;

/** Waits until colours and lines stand still, and keeps what is seen. */
async function keep(page, name) {
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `desk-${name}.png`) });
}

async function pictures(width, paths, how = {}) {
  const vera = await person({ width, ...how });
  for (const [name, path, prepare] of paths) {
    const page = await vera.open(path);
    await prepare?.(page);
    await keep(page, width < 500 ? `${name}-${width}` : name);
    await page.close();
  }
  await vera.close();
}

/** An article in which a demand stands, with that act chosen. */
async function articlePath() {
  const { items } = await ask('/timeline?kind=demand&limit=1');
  return `/article/${items[0].source.article}?act=${items[0].lead}`;
}

/** An event that several articles tell. */
async function eventPath() {
  const { items } = await ask('/timeline?limit=200');
  return `/event/${items.find(({ acts }) => acts.length > 1).lead}`;
}

/** The matter with most acts. */
async function matterPath() {
  const { items } = await ask('/matters');
  return `/matter/${items.reduce((one, two) => (two.acts > one.acts ? two : one)).id}`;
}

/** Points at a sign of the timeline in the middle of the figure. */
async function explain(page) {
  const signs = page.locator('.lanes .mark');
  const sign = signs.nth(Math.floor((await signs.count()) / 4));
  await (page.viewportSize().width < 500 ? sign.tap() : sign.hover());
  await page.locator('.sign-box').waitFor();
}

async function conflict() {
  const people = await Promise.all(
    ['vera', 'jan'].map(async (name) => {
      const someone = await person({ desk: process.env.DESK_GUARDED });
      return { ...someone, page: await logIn(someone, name, '/review') };
    }),
  );
  const [vera, jan] = people;
  await vera.page.keyboard.press('b');
  await jan.page.locator('.meanwhile').waitFor();
  await jan.page.keyboard.press('v');
  await jan.page.locator('.conflict').waitFor();
  await keep(jan.page, 'conflict');
  await Promise.all(people.map(({ close }) => close()));
}

async function added(width, name) {
  const vera = await person({ width });
  const page = await vera.open('/add');
  await page.fill(
    '#add-text',
    'Valdorien droht mit Stopp der Getreidelieferungen\n\nMarenburg – Valdorien hat Karsland am Montag aufgefordert, ' +
      'die Schleuse bei Tolsk bis Freitag zu öffnen. Karsland lehnte die Forderung am Dienstag ab. Der Küstenbund bot ' +
      'beiden Ländern am Mittwoch an, neue Gespräche in Hallstedt zu leiten.',
  );
  await page.fill('#add-published', '2024-04-11');
  await page.click('.add-form .button.main');
  await page.locator('.job .found-acts li').first().waitFor({ timeout: 120_000 });
  await settled(page);
  await page
    .locator('.job')
    .first()
    .evaluate((job) => job.scrollIntoView({ block: 'center' }));
  await keep(page, name);
  await vera.close();
}

await launch();
const article = await articlePath();
const matter = await matterPath();
const event = await eventPath();
await pictures(1280, [
  ['board', '/'],
  ['timeline', '/timeline', explain],
  ['exchanges', '/exchanges'],
  ['commitments', '/commitments'],
  ['brief', '/brief?from=2024-03-18'],
  ['article', article],
  ['search', '/search?q=Ormadamm'],
  ['party', '/party/XKA'],
  ['matter', matter],
  ['review', '/review'],
  ['event', event],
  ['recode', '/recode?kind=warn&set=kind&to=threaten'],
  ['articles', '/articles'],
]);
await pictures(390, [
  ['board', '/'],
  ['timeline', '/timeline', explain],
  ['exchanges', '/exchanges'],
  ['commitments', '/commitments'],
  ['brief', '/brief?from=2024-03-18'],
  ['article', article],
  ['search', '/search?q=Ormadamm'],
  ['party', '/party/XKA'],
  ['matter', matter],
  ['review', '/review'],
  ['event', event],
  ['recode', '/recode?kind=warn&set=kind&to=threaten'],
  ['articles', '/articles'],
]);
await pictures(1280, [['board-english', '/']], { language: 'en' });
await pictures(1280, [['board-dark', '/']], { theme: 'dark' });
await conflict();
await added(1280, 'add');
await added(390, 'add-390');
await quit();
