import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AddDocumentsDocument, KnowledgeStatusDocument, type AddDocumentInput } from '../generated/operations.ts';
import { send, type Caller } from './graph.ts';
import type { Report } from './progress.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.md': 'text/markdown',
  '.html': 'text/html',
  '.txt': 'text/plain',
};
const maxBytes = 1024 * 1024;
// Of the largest, no more fit into one request.
const batchSize = 8;

/** The Markdown, HTML and text files below a folder, each titled by its first heading or its name. Empty ones and those over 1 MiB are left out. */
export async function readDocuments(folder: string): Promise<AddDocumentInput[]> {
  const paths = (await Array.fromAsync(glob('**/*.{md,html,txt}', { cwd: folder }))).sort();
  const documents = await Promise.all(
    paths.map(async (name) => {
      const content = await readFile(path.join(folder, name), 'utf8');
      const title = /^# (.+)$/m.exec(content)?.[1] ?? path.basename(name, path.extname(name));
      return { externalId: name, title, content, contentType: contentTypes[path.extname(name)] ?? 'text/plain' };
    }),
  );
  const taken = documents.filter(({ content }) => content.trim() !== '' && Buffer.byteLength(content) <= maxBytes);
  if (taken.length === 0)
    throw new Error(`${folder} has no .md, .html or .txt file of at most 1 MiB with text in it, or is no folder.`);
  return taken;
}

/** Adds documents and waits until none is on its way any more, reporting how many are done. Throws after two minutes. */
export async function addAndAwait(
  caller: Caller,
  documents: readonly AddDocumentInput[],
  report: Report,
): Promise<void> {
  for (let start = 0; start < documents.length; start += batchSize) {
    await send(caller, AddDocumentsDocument, { input: { documents: documents.slice(start, start + batchSize) } });
  }
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { knowledgeStatus } = await send(caller, KnowledgeStatusDocument, {});
    const { documents: total, pending, failed, chunks } = knowledgeStatus;
    report(`${String(total - pending)} of ${String(total)} documents, ${String(chunks)} chunks`);
    if (failed > 0) throw new Error(`${String(failed)} documents could not be indexed.`);
    if (pending === 0) return;
    if (Date.now() > deadline)
      throw new Error('Documents are still not indexed after two minutes: are the workers running?');
    await sleep(100);
  }
}
