import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What a file holds; one that is missing is made first (mode 0600), with its folder. Processes that start at once agree: each sees a
 * whole file, and whichever comes first makes it. Throws when it can be neither read nor made.
 */
export async function readOrMakeFile(file: string, make: () => Promise<string>): Promise<string> {
  const found = await read(file);
  if (found !== null) return found;
  await mkdir(path.dirname(file), { recursive: true });
  // Written aside and linked: the first one to link wins.
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, await make(), { mode: 0o600, flag: 'wx' });
  await link(aside, file).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  await unlink(aside);
  const content = await read(file);
  if (content === null) throw new Error(`The file vanished: ${file}`);
  return content;
}

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
