import { messageOf } from '@prism/telemetry/messageOf';

/**
 * Adds to an error of connecting which database it is about: host, port and name, and no password. Behind its message, which keeps
 * beginning as those do by which a database that is away is known.
 */
export function notReached(error: unknown, connectionString: string | undefined): unknown {
  if (!Error.isError(error) || connectionString === undefined || !URL.canParse(connectionString)) return error;
  const { host, pathname } = new URL(connectionString);
  error.message = `${messageOf(error)} (PostgreSQL at ${host}${pathname})`;
  return error;
}
