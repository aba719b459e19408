import { signal } from '@preact/signals';
import { address, loadSession, written } from './client';
import type { Decision, Job } from './types';

/** Counts what has changed in the record since the page was opened: what shows the record asks anew. */
export const revision = signal(0);

/** The last decision that anybody made. */
export const lastDecision = signal<Decision | null>(null);

/** Jobs that went a step while the page was open, by id. */
export const jobs = signal<Record<string, Job>>({});

/** Whether changes made elsewhere arrive. */
export const connected = signal(true);

const PAUSE = 300;
/** What others change is asked for not more often than this, and not by all who listen at the same moment. */
const SPACING = 5000;
const SPREAD = 1500;
const LOST = 4000;
let stream: EventSource | null = null;
let pending: ReturnType<typeof setTimeout> | undefined;
let losing: ReturnType<typeof setTimeout> | undefined;
let askedLast = Number.NEGATIVE_INFINITY;
let missed = false;

export function listen(): void {
  if (stream) return;
  stream = new EventSource(address('/events'));
  stream.addEventListener('open', found);
  stream.addEventListener('error', lost);
  stream.addEventListener('changed', changed);
  stream.addEventListener('reset', changed);
  stream.addEventListener('decision', (event) => {
    lastDecision.value = JSON.parse(event.data) as Decision;
  });
  stream.addEventListener('job', (event) => {
    stepped(JSON.parse(event.data) as Job);
  });
}

export function stopListening(): void {
  stream?.close();
  stream = null;
  clearTimeout(losing);
  connected.value = true;
}

/** Several changes at once are one reason to ask anew; nobody looks at a page that is hidden. */
function changed(): void {
  if (document.hidden) {
    missed = true;
    return;
  }
  if (pending !== undefined) return;
  const spaced = Math.max(PAUSE, askedLast + SPACING - performance.now());
  pending = setTimeout(askAnew, spaced + Math.random() * (spaced > PAUSE ? SPREAD : PAUSE));
}

function askAnew(): void {
  clearTimeout(pending);
  pending = undefined;
  missed = false;
  askedLast = performance.now();
  revision.value += 1;
}

/** What was written here shows at once. */
written.subscribe((times) => {
  if (times > 0) askAnew();
});

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && missed) askAnew();
});

function found(): void {
  clearTimeout(losing);
  if (!connected.value) changed();
  connected.value = true;
}

/** The browser connects again by itself; only a longer break is told, and a refused stream is opened anew: the session may have ended. */
function lost(): void {
  if (stream?.readyState === EventSource.CLOSED) void loadSession().catch(() => undefined);
  clearTimeout(losing);
  losing = setTimeout(() => {
    connected.value = false;
    if (stream?.readyState === EventSource.CLOSED) {
      stream = null;
      listen();
    }
  }, LOST);
}

/** A step tells only the last entry found; those before it are kept. */
function stepped(step: Job): void {
  const before = jobs.value[step.id];
  const merged: Job = {
    ...step,
    found: added(before?.found ?? [], step.found, (one) => one.article + one.source),
    errors: added(before?.errors ?? [], step.errors, (one) => one.source + one.message),
  };
  jobs.value = { ...jobs.value, [step.id]: merged };
}

function added<T>(there: readonly T[], more: readonly T[], key: (one: T) => string): T[] {
  const keys = new Set(there.map(key));
  return [...there, ...more.filter((one) => !keys.has(key(one)))];
}
