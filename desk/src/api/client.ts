import { signal } from '@preact/signals';
import { taken } from './ahead';
import { asFailure, Failure, failureOf } from './failure';
import { learn } from './names';
import { path, ROOT, SESSION } from './questions';
import type { Named, Session } from './types';

/** Who is at the desk; null until the server has said so. */
export const session = signal<Session | null>(null);

/** Counts what was written from here. */
export const written = signal(0);

export function address(question: string): string {
  return ROOT + question;
}

export async function get<T>(question: string, abort?: AbortSignal): Promise<T> {
  return answer<T>(question, { signal: abort });
}

export async function getText(question: string): Promise<string> {
  return (await fetched(question, {})).text();
}

/** Sends a body as JSON; a `FormData` goes as it is. */
export async function post<T>(question: string, body: unknown): Promise<T> {
  const form = body instanceof FormData;
  const headers = { ...csrf(), ...(form ? {} : { 'Content-Type': 'application/json' }) };
  return answer<T>(question, { method: 'POST', headers, body: form ? body : JSON.stringify(body) });
}

/** Changes some fields of something. */
export async function change<T>(question: string, body: unknown): Promise<T> {
  const headers = { ...csrf(), 'Content-Type': 'application/json' };
  return answer<T>(question, { method: 'PATCH', headers, body: JSON.stringify(body) });
}

export async function remove<T>(question: string): Promise<T> {
  return answer<T>(question, { method: 'DELETE', headers: csrf() });
}

export async function loadSession(): Promise<void> {
  session.value = await get<Session>(SESSION);
}

export async function login(name: string, password: string): Promise<void> {
  session.value = await post<Session>(SESSION, { name, password });
}

export async function logout(): Promise<void> {
  await remove(SESSION);
  await loadSession();
}

/** Whether the one at the desk may add articles and decide. */
export function mayDecide(): boolean {
  const role = session.value?.user?.role;
  return role === 'reviewer' || role === 'admin';
}

/** Whether the one at the desk may do everything, such as take along the whole record. */
export function mayDoAll(): boolean {
  return session.value?.user?.role === 'admin';
}

async function answer<T>(question: string, options: RequestInit): Promise<T> {
  const response = await fetched(question, options);
  if (response.status === 204) return undefined as T;
  const body = (await response.json()) as T;
  learn(body as Partial<Named>);
  // Only now, so that whoever decided is done with it before anything else is asked.
  if (options.method && isDecision(question)) written.value += 1;
  return body;
}

/** Whether something is decided there; a preview only looks. */
function isDecision(question: string): boolean {
  return question.startsWith('/decisions') && !question.endsWith('/preview');
}

async function fetched(question: string, options: RequestInit): Promise<Response> {
  try {
    const early = options.method ? null : await taken(question);
    const response = early ?? (await fetch(ROOT + question, { credentials: 'same-origin', ...options }));
    if (response.ok) return response;
    throw await failureOf(response);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    const failure = asFailure(error);
    if (failure.code === 'login_needed') forgetUser();
    throw failure;
  }
}

function forgetUser(): void {
  if (session.value?.user) session.value = { ...session.value, user: null, login_needed: true };
}

function csrf(): Record<string, string> {
  return { 'X-CSRF-Token': session.value?.csrf ?? '' };
}

export { Failure, path };
