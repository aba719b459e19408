/** Starts a job; whether it was taken. */
export type Send = (question: string, body: unknown) => Promise<boolean>;
