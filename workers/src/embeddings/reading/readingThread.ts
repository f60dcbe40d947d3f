import { inspect } from 'node:util';
import { parentPort } from 'node:worker_threads';

import { readSource, type ReadText, type Source } from './readSource.ts';
import { UnreadableError, type UnreadableReason } from './unreadable.ts';

/** What the thread answers. `error` is a fault of the reader itself: of no format that is known to fail. */
export type ThreadAnswer =
  | { readonly read: ReadText }
  | { readonly unreadable: UnreadableReason; readonly cause: string }
  | { readonly error: unknown };

// Nothing else runs here that would have to breathe.
const holdOn = () => Promise.resolve();

parentPort?.on('message', (source: Source) => {
  void answer(source).then((told) => parentPort?.postMessage(told));
});
parentPort?.postMessage('ready');

async function answer(source: Source): Promise<ThreadAnswer> {
  try {
    return { read: await readSource(source, holdOn) };
  } catch (error) {
    if (error instanceof UnreadableError)
      return { unreadable: error.reason, cause: inspect(error.cause, { depth: 0 }) };
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
