import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

import { dropTemplate, findTemplate, keepTemplate } from './template.ts';

const settings = [
  // BullMQ's statements name its tables without their schema; everything of Prism's own is written with it.
  'search_path=public,bullmq',
];

const options = {
  extensions: { vector },
  startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
  // Segments of 4 MB instead of 16: the log of a small database needs no more, and there is less to write at first.
  initDbStartParams: ['--wal-segsize=4'],
};

/**
 * Opens (on first use: makes) the database of a folder, or one in memory for null. Committed data survives the death of the
 * process: it is in the operating system's hands at commit. It is not forced to disk, so the death of the machine may cost the
 * last moments. The caller holds the folder's lock.
 */
export async function openDatabase(folder: string | null): Promise<PGlite> {
  if (folder === null) return await openInMemory();
  const dataDir = path.join(folder, 'pgdata');
  const unfinished = path.join(folder, 'pgdata-unfinished');
  // Making a database takes a while and is not atomic. What was interrupted in the middle never held anybody's data.
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  if (existsSync(dataDir)) return await PGlite.create({ ...options, dataDir });

  writeFileSync(unfinished, '');
  const database = (await openTemplate({ dataDir })) ?? (await PGlite.create({ ...options, dataDir }));
  rmSync(unfinished);
  return database;
}

// Tests open one after the other, so the first of them leaves the template. A folder is made once, in a hurry.
async function openInMemory(): Promise<PGlite> {
  const copy = await openTemplate({});
  if (copy !== null) return copy;
  const database = await PGlite.create(options);
  await keepTemplate(database);
  return database;
}

async function openTemplate(where: Pick<PGliteOptions, 'dataDir'>): Promise<PGlite | null> {
  const template = findTemplate();
  if (template === null) return null;
  try {
    return await PGlite.create({ ...options, ...where, loadDataDir: template });
  } catch {
    dropTemplate();
    if (where.dataDir !== undefined) rmSync(where.dataDir, { recursive: true, force: true });
    return null;
  }
}
