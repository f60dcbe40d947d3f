import { PrismError } from '@prism/errors/errors';

/** Marks failures that may be over soon: no capacity, an error of the server, a connection that broke. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}

/** Whether asking again may help. */
export function isTransient(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof TransientFailure;
}

/** Whether a provider's failure passes by itself, so that who is in no hurry waits: what is transient, and what says for how long. */
export function isTemporary(error: unknown): boolean {
  return isTransient(error) || (error instanceof PrismError && error.retryAfter !== undefined);
}
