import { closeSync, openSync } from 'node:fs';
import type { ProcessParts } from '@prism/telemetry/runProcess';
import { followSupergraphFile, type FollowOptions } from './followSupergraphFile.ts';

export type FollowForProcessOptions = Omit<FollowOptions, 'log'> & ProcessParts;

/**
 * Follows the supergraph file until the process closes; `SIGHUP` makes it look at once. A terminal that is closed sends the same
 * signal: who was started in one that is gone stops as at SIGTERM.
 */
export function followForProcess(path: string, { onClose, ...options }: FollowForProcessOptions): void {
  const file = followSupergraphFile(path, options);
  onClose(() => {
    file.stop();
    return Promise.resolve();
  });
  const hadTerminal = hasTerminal();
  process.on('SIGHUP', () => {
    if (hadTerminal && !hasTerminal()) process.kill(process.pid, 'SIGTERM');
    else void file.look();
  });
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
