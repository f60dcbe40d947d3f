import type { ErrorCode } from '@prism/errors/errors';
import { forbiddenCode, type Closing } from '../closeCodes.ts';

/**
 * The errors that say over HTTP why a stream ends before it is complete, as JSON. `extensions.closeCode` is the code of the
 * sockets, and means the same: with 4403 the client must sign in, with any other it connects again and resumes from its last
 * cursor.
 */
export function closingToJson([closeCode, message]: Closing): string {
  const code: ErrorCode = closeCode === forbiddenCode ? 'UNAUTHENTICATED' : 'UPSTREAM_UNAVAILABLE';
  return JSON.stringify([{ message, extensions: { code, closeCode } }]);
}
