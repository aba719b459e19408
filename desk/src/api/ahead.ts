/** What `early.ts` has asked by the time the pages' own script is there; each answer is taken once. */

declare global {
  var askedAhead: Map<string, Promise<Response>> | undefined;
}

const asked = globalThis.askedAhead ?? new Map<string, Promise<Response>>();

export function questionsAhead(): string[] {
  return [...asked.keys()];
}

/** The answer that was asked for ahead; null where there is none, or none came. */
export async function taken(question: string): Promise<Response | null> {
  const answer = asked.get(question);
  asked.delete(question);
  return answer ? answer.catch(() => null) : null;
}
