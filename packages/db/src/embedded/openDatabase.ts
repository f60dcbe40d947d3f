import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

const settings = [
  // BullMQ's statements name its tables without their schema; everything of Prism's own is written with it.
  'search_path=public,bullmq',
];

/**
 * Opens (on first use: makes) the database of a folder, or one in memory for null. Committed data survives the death of the
 * process: it is in the operating system's hands at commit. It is not forced to disk, so the death of the machine may cost the
 * last moments. The caller holds the folder's lock.
 */
export async function openDatabase(folder: string | null): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])];
  const options = { extensions: { vector }, startParams };
  if (folder === null) return await PGlite.create(options);

  const dataDir = path.join(folder, 'pgdata');
  const unfinished = path.join(folder, 'pgdata-unfinished');
  // Making a database takes seconds and is not atomic. What was interrupted in the middle never held anybody's data.
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  if (!existsSync(dataDir)) {
    writeFileSync(unfinished, '');
    mkdirSync(dataDir, { recursive: true });
  }
  const database = await PGlite.create({ ...options, dataDir });
  rmSync(unfinished, { force: true });
  return database;
}
