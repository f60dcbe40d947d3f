import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@prism/telemetry/logger';
import type { Gateway } from '../options.ts';

export interface FollowOptions {
  readonly gateway: Pick<Gateway, 'reload'>;
  readonly log: Logger;
  /** How often to look, in ms. */
  readonly pollMs?: number;
}

/** What follows a file. */
export interface FileFollower {
  /** Reads the file now, however young it is. Never rejects: a file that cannot be read is logged. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Reloads the gateway when its supergraph file has changed. It compares what `stat` says rather than listening to the file
 * system: that works on every mount, and across renames, symbolic links that are swapped (ConfigMaps) and files that are away
 * for a moment. A file is read when it has stayed the same for one round, so that nobody sees one that is still being written.
 */
export function followSupergraphFile(path: string, { gateway, log, pollMs = 1_000 }: FollowOptions): FileFollower {
  const stopping = new AbortController();
  // What was read at the start may have changed since: a reload with the same document does nothing.
  let known: string | null = null;
  let young: string | null = null;

  const look = async (): Promise<void> => {
    try {
      const mark = await markOf(path);
      const sdl = await readFile(path, 'utf8');
      // Written to while it was read: the next round looks again.
      if ((await markOf(path)) !== mark) return;
      known = mark;
      gateway.reload(sdl);
    } catch (error) {
      log.warn({ err: error, path }, 'the supergraph file cannot be read');
    }
  };
  const lookWhenSettled = async (): Promise<void> => {
    const mark = await markOf(path).catch(() => null);
    if (mark !== null && mark !== known && mark === young) await look();
    young = mark;
  };
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(pollMs, undefined, { signal: stopping.signal, ref: false });
      await lookWhenSettled();
    }
  };
  follow().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error, path }, 'the supergraph file is no longer followed');
  });
  return {
    look,
    stop: () => {
      stopping.abort();
    },
  };
}

/** Differs between two versions of a file. */
async function markOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeMs } = await stat(path);
  return [dev, ino, size, mtimeMs].join(':');
}
