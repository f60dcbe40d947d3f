/**
 * Adds to an error of connecting which database it is about: host, port and name, and no password. Behind its message, which keeps
 * beginning as those do by which a database that is away is known.
 */
export function notReached(error: unknown, connectionString: string | undefined): unknown {
  if (!Error.isError(error) || connectionString === undefined || !URL.canParse(connectionString)) return error;
  const { host, pathname } = new URL(connectionString);
  // Where several addresses were tried in vain, there is only the code.
  const message = error.message || String((error as NodeJS.ErrnoException).code);
  error.message = `${message} (PostgreSQL at ${host}${pathname})`;
  return error;
}
