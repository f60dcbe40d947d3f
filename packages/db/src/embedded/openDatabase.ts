import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

import { dropTemplate, getTemplate } from './template.ts';

const settings = [
  // BullMQ's statements name its tables without their schema; everything of Prism's own is written with it.
  'search_path=public,bullmq',
];

const options = {
  extensions: { vector },
  startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
};

/**
 * Opens (on first use: makes) the database of a folder, or one in memory for null. Committed data survives the death of the
 * process: it is in the operating system's hands at commit. It is not forced to disk, so the death of the machine may cost the
 * last moments. The caller holds the folder's lock.
 */
export async function openDatabase(folder: string | null): Promise<PGlite> {
  if (folder === null) return await create({});
  const dataDir = path.join(folder, 'pgdata');
  const unfinished = path.join(folder, 'pgdata-unfinished');
  // Making a database takes a while and is not atomic. What was interrupted in the middle never held anybody's data.
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  if (existsSync(dataDir)) return await PGlite.create({ ...options, dataDir });

  writeFileSync(unfinished, '');
  mkdirSync(dataDir, { recursive: true });
  const database = await create({ dataDir });
  rmSync(unfinished);
  return database;
}

async function create(where: Pick<PGliteOptions, 'dataDir'>): Promise<PGlite> {
  try {
    return await PGlite.create({ ...options, ...where, loadDataDir: await getTemplate() });
  } catch {
    dropTemplate();
    if (where.dataDir !== undefined) {
      rmSync(where.dataDir, { recursive: true, force: true });
      mkdirSync(where.dataDir);
    }
    return await PGlite.create({ ...options, ...where });
  }
}
