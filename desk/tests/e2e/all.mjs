// All browser tests, in one browser. tests/test_desk_browser.py starts the desks and runs this.

import { after, before } from 'node:test';
import { launch, quit } from './desk.mjs';

before(launch);
after(quit);

await import('./pages.mjs');
await import('./keyboard.mjs');
await import('./sharing.mjs');
await import('./review.mjs');
await import('./two.mjs');
await import('./adding.mjs');
