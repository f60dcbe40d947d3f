import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { ExpectedError } from '@prism/telemetry/expectedError';

/**
 * Takes a data folder for this process until the returned function is called or the process dies. Throws when it is taken.
 * The operating system holds the lock (by way of SQLite, the only file lock in Node), so a killed process leaves nothing behind
 * that could be stale, and a reused process id or another container's cannot be mistaken for the owner.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(path.join(folder, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new ExpectedError(
      `The data folder ${folder} is in use by another running Prism. Stop that one, or choose another folder with PRISM_DATA.`,
      { cause: error },
    );
  }
  return () => {
    lock.close();
  };
}
