import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

import { PGlite } from '@electric-sql/pglite';

const cacheFolder = fileURLToPath(new URL('../../../../node_modules/.cache/prism/', import.meta.url));
const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
const cached = path.join(cacheFolder, `pgdata-${version}.tar`);

/**
 * A freshly made, empty database as a tar file. Making one takes some 3 s and 5 s of computing, so it is kept beside the installed
 * packages and made again only for another version; where nothing can be kept there, it is made every time.
 */
export async function getTemplate(): Promise<File> {
  return findCached() ?? (await makeTemplate());
}

/** Forgets the kept template, for when it turns out not to open. */
export function dropTemplate(): void {
  rmSync(cached, { force: true });
}

function findCached(): File | null {
  try {
    return tarFile(readFileSync(cached));
  } catch {
    return null;
  }
}

async function makeTemplate(): Promise<File> {
  // Segments of 4 MB instead of 16 make a smaller file; the log of a small database needs no more.
  const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=4'] });
  await database.exec('CHECKPOINT');
  const bytes = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  try {
    mkdirSync(cacheFolder, { recursive: true });
    const unfinished = `${cached}.${String(process.pid)}-${String(threadId)}`;
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, cached);
  } catch {
    // A read-only installation.
  }
  return tarFile(bytes);
}

function tarFile(bytes: Uint8Array<ArrayBuffer>): File {
  return new File([bytes], 'pgdata.tar', { type: 'application/x-tar' });
}
