// How long pages take to their content in Chromium: `node page-times.mjs ADDRESS TIMES`, figures as JSON.
// Milliseconds from the start of the navigation; the first visit of each page, with nothing cached, stands apart. Pages open
// in a browser whose window is open already, as a reader's is: a new window is a process of the browser's own to start.

import { launch, person, quit } from '../tests/e2e/desk.mjs';

const [address, times = '7'] = process.argv.slice(2);
const CONTENT = {
  board: '.board-cell',
  timeline: '.lanes .mark, .lanes .bar, .lanes rect',
  'timeline list': '.timeline-below .event',
  article: '.marked-text [data-start]',
};

async function asked(question) {
  return (await fetch(`${address}/api/v1${question}`)).json();
}

/** Milliseconds until the content of a page stands there. */
async function timed(reader, path, content) {
  const page = await reader.context.newPage();
  await page.goto(path, { waitUntil: 'commit' });
  const found = await page.waitForFunction(
    (selector) => document.querySelector(selector) && performance.now(),
    content,
    { polling: 'raf' },
  );
  const ms = await found.jsonValue();
  await page.close();
  return ms;
}

const { items } = await asked('/timeline?order=newest&limit=50');
const paths = {
  board: ['/'],
  timeline: ['/timeline'],
  'timeline list': ['/timeline'],
  article: [...new Set(items.map(({ source }) => `/article/${source.article}`))],
};

await launch();
const figures = {};
for (const [name, some] of Object.entries(paths)) {
  const reader = await person({ desk: address });
  await reader.context.newPage(); // keeps its window open
  const first = await timed(reader, some[0], CONTENT[name]);
  const others = [];
  for (let time = 1; time <= Number(times); time += 1) {
    others.push(await timed(reader, some[time % some.length], CONTENT[name]));
  }
  figures[name] = { first, others };
  await reader.close();
}
await quit();
console.log(JSON.stringify(figures));
