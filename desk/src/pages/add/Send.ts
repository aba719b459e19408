/** What a form sends: files, or fields by name. */
export type Body = FormData | Record<string, string | null>;

export interface FormProps {
  /** Starts a job; whether it was taken. */
  send: (body: Body) => Promise<boolean>;
  /** What was sent before and is put back into the form. */
  given?: Body;
}

/** A field of what was sent. */
export function givenIn(given: Body | undefined, field: string): string {
  const value = given instanceof FormData ? given.get(field) : given?.[field];
  return typeof value === 'string' ? value : '';
}
