// All browser tests, in one browser, or those of the files named. tests/test_desk_browser.py starts the desks for it.

import { after, before } from 'node:test';
import { launch, quit } from './desk.mjs';

before(launch);
after(quit);

const files = process.argv.slice(2);
const ALL = [
  'pages',
  'keyboard',
  'sharing',
  'brief',
  'review',
  'two',
  'events',
  'answers',
  'recode',
  'matters',
  'users',
  'adding',
  'long',
  'timeline',
  'gestures',
];
for (const file of files.length ? files : ALL) {
  await import(`./${file}.mjs`);
}
