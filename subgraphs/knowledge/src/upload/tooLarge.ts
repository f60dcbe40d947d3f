import { PrismError } from '@prism/errors/errors';

/** A file beyond the limit, as HTTP says it: 413. */
export function tooLarge(maxBytes: number): PrismError & { readonly status: number } {
  const message = `The file is larger than ${String(maxBytes)} bytes.`;
  return Object.assign(new PrismError('BAD_USER_INPUT', message), { status: 413 });
}
