/** Why a process cannot start, where the message says all that there is to do: it is logged without a stack. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
}
