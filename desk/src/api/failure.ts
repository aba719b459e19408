import type { Conflict, ErrorBody } from './types';

/** The one shape of everything that can go wrong between the page and the server. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string | null = null,
    readonly field: string | null = null,
    readonly conflict: Conflict | null = null,
  ) {
    super(message);
    this.name = 'Failure';
  }
}

/** What the server said went wrong; a proxy in between may say it in another form. */
export async function failureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null);
  if (!isErrorBody(body)) return new Failure(response.status, 'unknown', response.statusText);
  const { code, message, hint, field, conflict } = body.error;
  return new Failure(response.status, code, message, hint, field, conflict ?? null);
}

export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(0, 'unreachable', error instanceof Error ? error.message : String(error));
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object';
}
