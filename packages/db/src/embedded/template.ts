import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

import type { PGlite } from '@electric-sql/pglite';

const cacheFolder = fileURLToPath(new URL('../../../../node_modules/.cache/prism/', import.meta.url));
const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
const cached = path.join(cacheFolder, `pgdata-${version}.tar`);

/**
 * A freshly made, empty database as a tar file, if one was kept. Making a database takes some 3 s and 5 s of computing, opening a
 * kept one a fraction of that; it lies beside the installed packages and counts only for the version that made it.
 */
export function findTemplate(): File | null {
  try {
    return new File([readFileSync(cached)], 'pgdata.tar', { type: 'application/x-tar' });
  } catch {
    return null;
  }
}

/** Keeps a database that nobody has used yet as the template. Where nothing can be written, nothing is kept. */
export async function keepTemplate(database: PGlite): Promise<void> {
  await database.exec('CHECKPOINT');
  const dump = await database.dumpDataDir('none');
  try {
    mkdirSync(cacheFolder, { recursive: true });
    const unfinished = `${cached}.${String(process.pid)}-${String(threadId)}`;
    writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
    renameSync(unfinished, cached);
  } catch {
    // A read-only installation.
  }
}

/** Forgets the kept template, for when it turns out not to open. */
export function dropTemplate(): void {
  rmSync(cached, { force: true });
}
