import type { Logger } from './logger.ts';

/** What warnings are logged with. */
export type WarningLog = Pick<Logger, 'warn'>;

const everyMs = 30_000;
const told = new Map<string, number>();

/**
 * Logs a warning, unless this process has logged the same message in the last 30 s: of what fails many times a second while something
 * is away, one line tells enough.
 */
export function warnRarely(log: WarningLog, message: string): void {
  const now = performance.now();
  for (const [known, at] of told) if (now - at >= everyMs) told.delete(known);
  if (told.has(message)) return;
  told.set(message, now);
  log.warn(message);
}
