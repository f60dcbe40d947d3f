/** Marks failures that may be over soon: no capacity, an error of the server, a connection that broke. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
}

/** Whether asking again may help. */
export function isTransient(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof TransientFailure;
}
