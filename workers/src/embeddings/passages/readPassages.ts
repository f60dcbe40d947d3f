import { createReadingThreads } from '../reading/readingThreads.ts';
import { readSource, type ReadText, type Source } from '../reading/readSource.ts';

/** A text up to this length is read at once, in a few milliseconds; to hand it to a thread would take as long. */
const maxHere = 32 * 1024;

const threads = createReadingThreads();

/**
 * Reads what was added and cuts it into passages by its structure. Files and long texts are read in a thread of their own, so
 * that nothing holds the event loop. Throws UnreadableError for what nobody can read, now or later.
 */
export async function readPassages(source: Source, breathe: () => Promise<void>): Promise<ReadText> {
  const { contentType, content, file } = source;
  if (file === null && (content ?? '').length <= maxHere) return readSource(source, breathe);
  return threads.read({ contentType, content, file });
}

/** Ends the threads that wait for something to read, which nothing has to wait for. */
export async function closeReading(): Promise<void> {
  await threads.close();
}
