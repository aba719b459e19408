// What the browser tests share: one Chromium, visits to a desk, and what its HTTP interface says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

/** A desk on which nobody logs in, one on which users do, and one with a very long article. */
export const OPEN = process.env.DESK_OPEN;
export const GUARDED = process.env.DESK_GUARDED;
export const LONG = process.env.DESK_LONG;
export const PASSWORD = process.env.DESK_PASSWORD;
export const PATIENCE = 60_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser = null;

export async function launch() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: OPTIONS,
    ignoreDefaultArgs: ['--hide-scrollbars'],
    timeout: PATIENCE,
  });
}

export async function quit() {
  await browser?.close();
}

/** Somebody who sits down at a browser of their own, and what went wrong on their pages. */
export async function person({ desk = OPEN, width = 1280, theme = 'light', language = 'de' } = {}) {
  const context = await browser.newContext({
    baseURL: desk,
    viewport: { width, height: width < 500 ? 844 : 900 },
    hasTouch: width < 500,
    isMobile: width < 500,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    colorScheme: theme,
  });
  context.setDefaultTimeout(PATIENCE);
  const troubles = [];
  return {
    context,
    troubles,
    close: () => context.close(),
    async open(path) {
      const page = await context.newPage();
      watch(page, troubles);
      await page.goto(path);
      await settled(page);
      return page;
    },
  };
}

function watch(page, troubles) {
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`));
  // Refusals that a page expects are answers too; the browser notes them as errors of the network.
  page.on('console', (message) => {
    if (message.type() !== 'error' || /status of (401|409|422)/.test(message.text())) return;
    troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && ![OPEN, GUARDED, LONG].includes(origin))
      troubles.push(`asks ${request.url()}`);
  });
}

/** Waits until a page shows its content: no skeleton, nothing under way. */
export async function settled(page) {
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => !document.querySelector('main .skeleton, main [aria-busy="true"]'));
}

/** Waits until nothing moves any more: figures find their places, and lists what they go on with. */
export async function still(page) {
  const shape = () => page.evaluate(() => document.querySelector('#desk').innerHTML);
  let before = '';
  for (let same = 0, tries = 0; same < 3 && tries < 60; tries += 1) {
    const now = await shape();
    same = now === before ? same + 1 : 0;
    before = now;
    await page.waitForTimeout(150);
  }
}

/** Logs in at a desk that asks for it; the page that was asked for. */
export async function logIn(someone, name, path) {
  const page = await someone.context.newPage();
  watch(page, someone.troubles);
  await page.goto(path);
  await page.fill('#login-name', name);
  await page.fill('#login-password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.navigation', { state: 'attached' });
  await settled(page);
  return page;
}

/** What the HTTP interface answers. */
export async function ask(question, desk = OPEN) {
  const answer = await fetch(`${desk}/api/v1${question}`);
  assert.equal(answer.status, 200, question);
  return answer.json();
}

/** Waits until something is so. */
export async function until(isSo) {
  const end = Date.now() + PATIENCE;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, `never so: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What axe finds that is serious or critical, one line each; by all its rules, or by some. */
export async function barriers(page, rules = null) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const found = await page.evaluate((how) => globalThis.axe.run(document, how), options);
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** How many pixels a page is wider than its window. */
export async function overflow(page) {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}
