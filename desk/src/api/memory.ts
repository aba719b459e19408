import { get } from './client';

/** The last answers to the questions that were asked last, and those that are on their way. */

const REMEMBERED = 40;
/** Milliseconds in which an answer is not asked for again: the parts of a page come a little after each other. */
const FRESH = 2000;
const memory = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();

/** Asks a question; of those who ask it at about the same time for the same reason, one. `reason`: what makes one ask anew. */
export function asking<T>(question: string, reason: string): Promise<T> {
  const key = `${reason} ${question}`;
  const there = asked.get(key);
  if (there) return there as Promise<T>;
  const answer = get<T>(question).then((data) => {
    keep(question, data);
    return data;
  });
  asked.set(key, answer);
  const forgotten = () => {
    if (asked.get(key) === answer) asked.delete(key);
  };
  answer.then(() => setTimeout(forgotten, FRESH), forgotten);
  return answer;
}

/** Why one asks: the record has changed so many times, and the reader has asked for it anew so many times. */
export function reasonOf(changes: number, turn: number): string {
  return `${changes} ${turn}`;
}

/** The last answer to a question, undefined where there is none. */
export function recalled<T>(question: string | null): T | undefined {
  return question === null ? undefined : (memory.get(question) as T | undefined);
}

function keep(question: string, data: unknown): void {
  memory.delete(question);
  memory.set(question, data);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value ?? '');
}

/** Nothing of what another reader has seen stays. */
export function forget(): void {
  memory.clear();
  asked.clear();
}
